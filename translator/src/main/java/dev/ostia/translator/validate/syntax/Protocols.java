package dev.ostia.translator.validate.syntax;

import java.util.Locale;
import java.util.Set;

/** The protocol of a port as Istio names it, in any case. */
public final class Protocols {

  private static final Set<String> HTTP = Set.of("http", "http2", "grpc", "grpc-web", "http_proxy");
  private static final Set<String> TLS = Set.of("https", "tls");
  private static final Set<String> OTHER = Set.of("tcp", "udp", "mongo", "redis", "mysql");

  private Protocols() {}

  /** Whether Istio has this protocol. */
  public static boolean isKnown(String protocol) {
    String name = protocol.toLowerCase(Locale.ROOT);
    return HTTP.contains(name) || TLS.contains(name) || OTHER.contains(name);
  }

  /** Whether it is plain HTTP of some kind. */
  public static boolean isHttp(String protocol) {
    return HTTP.contains(protocol.toLowerCase(Locale.ROOT));
  }

  /** Whether it is TLS, with or without HTTP inside. */
  public static boolean isTls(String protocol) {
    return TLS.contains(protocol.toLowerCase(Locale.ROOT));
  }
}
