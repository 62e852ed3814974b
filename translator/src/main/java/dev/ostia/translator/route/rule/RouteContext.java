package dev.ostia.translator.route.rule;

import com.google.common.collect.ImmutableSet;

/**
 * Through which server a VirtualService is reached. Its routes depend on this beside its own
 * content.
 *
 * @param gateway {@code namespace/name}, for {@code match.gateways}
 * @param serverPort the server's {@code port.number}, for destinations without a port and {@code
 *     FROM_REQUEST_PORT}
 * @param tls whether the server terminates TLS, so that requests come with scheme https
 * @param ports of all servers of the gateway that lead here, for {@code match.port}
 * @param portsMeet whether requests to several server ports come to the same routes, because they
 *     have one target port; only the Host header tells them apart then
 */
public record RouteContext(
    String gateway, int serverPort, boolean tls, ImmutableSet<Integer> ports, boolean portsMeet) {

  /** The only way in. */
  public RouteContext(String gateway, int serverPort, boolean tls) {
    this(gateway, serverPort, tls, ImmutableSet.of(serverPort), false);
  }
}
