package dev.ostia.translator.resolve;

import java.util.Locale;
import java.util.Optional;

/**
 * How a Gateway server handles connections. Servers of one family can share a port; which ones of
 * different families meet there is a conflict.
 */
public enum ServerFamily {
  /** Plain HTTP: HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY; one route configuration per port. */
  HTTP,
  /** HTTPS and TLS: told apart by SNI. */
  TLS,
  /** Any other stream of bytes: one server per port. */
  TCP;

  /** The family of a {@code port.protocol}; empty for a protocol that Istio does not know. */
  public static Optional<ServerFamily> of(String protocol) {
    return switch (protocol.toUpperCase(Locale.ROOT)) {
      case "HTTP", "HTTP2", "GRPC", "GRPC-WEB", "HTTP_PROXY" -> Optional.of(HTTP);
      case "HTTPS", "TLS" -> Optional.of(TLS);
      case "TCP", "MONGO", "MYSQL", "REDIS" -> Optional.of(TCP);
      default -> Optional.empty();
    };
  }
}
