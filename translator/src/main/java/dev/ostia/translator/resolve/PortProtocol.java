package dev.ostia.translator.resolve;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a service port speaks, as Istio reads it from a protocol, an appProtocol or a port name. */
public enum PortProtocol {
  HTTP,
  HTTP_PROXY,
  HTTP2,
  GRPC,
  GRPC_WEB,
  HTTPS,
  TLS,
  TCP,
  MONGO,
  REDIS,
  MYSQL,
  UDP,
  /** Not told; HTTP/1.1 towards the backend on a gateway. */
  UNSUPPORTED;

  // SMTP, DNS, MySQL and MongoDB: servers that speak first break when HTTP is guessed.
  private static final Set<Integer> WELL_KNOWN_TCP = Set.of(25, 53, 3306, 27017);

  /** The protocol of a {@code ServiceEntry} port; case does not matter. */
  public static PortProtocol parse(@Nullable String name) {
    if (name == null) {
      return UNSUPPORTED;
    }
    String constant = name.toUpperCase(Locale.ROOT).replace("GRPC-WEB", "GRPC_WEB");
    for (PortProtocol protocol : values()) {
      if (protocol.name().equals(constant)) {
        return protocol;
      }
    }
    return UNSUPPORTED;
  }

  /**
   * The protocol of a Kubernetes Service port: {@code appProtocol} if given, else the part of the
   * name before the first dash.
   *
   * @param transport {@code protocol}: TCP, UDP or SCTP
   */
  public static PortProtocol ofServicePort(
      int port, String name, @Nullable String transport, @Nullable String appProtocol) {
    if ("UDP".equals(transport)) {
      return UDP;
    }
    String text = name;
    if (appProtocol != null) {
      switch (appProtocol) {
        case "kubernetes.io/h2c" -> {
          return HTTP2;
        }
        case "kubernetes.io/ws" -> {
          return HTTP;
        }
        case "kubernetes.io/wss" -> {
          return HTTPS;
        }
        default -> text = appProtocol;
      }
    }
    if (text.toLowerCase(Locale.ROOT).startsWith("grpc-web")) {
      return GRPC_WEB;
    }
    int dash = text.indexOf('-');
    PortProtocol protocol = parse(dash < 0 ? text : text.substring(0, dash));
    return protocol == UNSUPPORTED && WELL_KNOWN_TCP.contains(port) ? TCP : protocol;
  }

  /** Whether it is told that the port speaks HTTP. */
  public boolean isHttp() {
    return this == HTTP || this == HTTP_PROXY || isHttp2();
  }

  /** Whether the backend is spoken to in HTTP/2. */
  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC || this == GRPC_WEB;
  }
}
