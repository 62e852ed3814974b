package dev.ostia.translator.resolve;

import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Gateway server does with a connection, by its {@code port.protocol} and TLS mode. */
public enum ServerKind {
  /** Plain HTTP, or a redirect to HTTPS. */
  HTTP(ServerFamily.HTTP),
  /** HTTP inside TLS that ends here; {@code http} rules. */
  HTTPS(ServerFamily.TLS),
  /** A stream inside TLS that ends here; {@code tcp} rules. */
  TERMINATED_TCP(ServerFamily.TLS),
  /** TLS that goes on to a backend by its server name; {@code tls} rules. */
  PASSTHROUGH(ServerFamily.TLS),
  /** TLS that goes on to the service that the server name spells; no rules. */
  AUTO_PASSTHROUGH(ServerFamily.TLS),
  /** A plain stream; {@code tcp} rules. */
  TCP(ServerFamily.TCP);

  private final ServerFamily family;

  ServerKind(ServerFamily family) {
    this.family = family;
  }

  /** Which servers it can share a port with. */
  public ServerFamily family() {
    return family;
  }

  /** Whether TLS ends here, so that the server needs a certificate. */
  public boolean terminatesTls() {
    return this == HTTPS || this == TERMINATED_TCP;
  }

  /**
   * The kind of a server.
   *
   * @param protocol {@code port.protocol}
   * @param mode {@code tls.mode}; null means PASSTHROUGH, as in Istio
   * @return empty for a protocol that Istio does not know, and for ISTIO_MUTUAL
   */
  public static Optional<ServerKind> of(String protocol, @Nullable ServerTLSSettingsTLSmode mode) {
    Optional<ServerFamily> family = ServerFamily.of(protocol);
    if (family.isEmpty()) {
      return Optional.empty();
    }
    return switch (family.get()) {
      case HTTP -> Optional.of(HTTP);
      case TCP -> Optional.of(TCP);
      case TLS -> ofTls(protocol.toUpperCase(Locale.ROOT).equals("HTTPS"), mode);
    };
  }

  private static Optional<ServerKind> ofTls(
      boolean https, @Nullable ServerTLSSettingsTLSmode mode) {
    if (mode == null) {
      return Optional.of(PASSTHROUGH);
    }
    return switch (mode) {
      case PASSTHROUGH -> Optional.of(PASSTHROUGH);
      case AUTO_PASSTHROUGH -> Optional.of(AUTO_PASSTHROUGH);
      case SIMPLE, MUTUAL, OPTIONAL_MUTUAL -> Optional.of(https ? HTTPS : TERMINATED_TCP);
      case ISTIO_MUTUAL -> Optional.empty();
    };
  }
}
