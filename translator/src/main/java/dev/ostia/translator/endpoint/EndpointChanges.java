package dev.ostia.translator.endpoint;

import java.util.Set;

/**
 * Whose endpoints may be others than before.
 *
 * @param all those of any service may be
 * @param services those of these Services may be
 */
public record EndpointChanges(boolean all, Set<ServiceName> services) {

  /** Whether nothing changed that endpoints are read from. */
  public boolean isEmpty() {
    return !all && services.isEmpty();
  }
}
