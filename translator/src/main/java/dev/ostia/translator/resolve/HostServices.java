package dev.ostia.translator.resolve;

import java.util.Map;

/**
 * The services that have one host name and that the proxy sees.
 *
 * @param chosen the one whose ports and endpoints count, since a cluster name has no namespace
 * @param byNamespace the one of each namespace; a VirtualService looks in its own first
 */
record HostServices(BackendService chosen, Map<String, BackendService> byNamespace) {

  /** What an object of this namespace means by the host. */
  BackendService seenFrom(String namespace) {
    return byNamespace.getOrDefault(namespace, chosen);
  }
}
