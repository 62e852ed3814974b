package dev.ostia.translator.endpoint;

import dev.ostia.translator.resolve.BackendService;

/** The Service that an EndpointSlice belongs to, as its label and its namespace say. */
public record ServiceName(String namespace, String name) {

  /** The name under which the slices of a service are found. */
  public static ServiceName of(BackendService service) {
    return new ServiceName(service.namespace(), service.owner().key().name());
  }
}
