package dev.ostia.controlplane.xds.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the xDS port is secured with. All files are PEM.
 *
 * @param certificate the server's certificate, followed by those of intermediate authorities
 * @param key its private key, PKCS #8 and not encrypted
 * @param clientCa the authorities whose client certificates are taken; null if clients need none
 * @param clientOptional whether clients may come without one all the same
 */
public record TlsFiles(
    Path certificate, Path key, @Nullable Path clientCa, boolean clientOptional) {

  /** Every client needs a certificate, if there are authorities for them. */
  public TlsFiles(Path certificate, Path key, @Nullable Path clientCa) {
    this(certificate, key, clientCa, false);
  }
}
