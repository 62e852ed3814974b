package dev.ostia.translator.route.rule;

/**
 * Through which door a VirtualService is reached. Its routes depend on this beside its own content.
 *
 * @param gateway {@code namespace/name}, for {@code match.gateways}
 * @param serverPort the server's {@code port.number}, for {@code match.port}, destinations without
 *     a port and {@code FROM_REQUEST_PORT}
 * @param tls whether the server terminates TLS, so that requests come with scheme https
 */
public record RouteContext(String gateway, int serverPort, boolean tls) {}
