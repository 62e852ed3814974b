package dev.ostia.controlplane.cases.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param issuer the name of the authority that signs it; its own name for a self-signed one
 * @param rsa an RSA key of 2048 bits, else one of the curve P-256
 */
public record CertificateSpec(
    String name,
    String issuer,
    String subject,
    List<String> dnsNames,
    List<String> uris,
    BigInteger serial,
    boolean authority,
    boolean rsa,
    Instant notBefore,
    Instant notAfter) {

  /** Long before any test runs. */
  public static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

  /** Long after any test runs. */
  public static final Instant FUTURE = Instant.parse("2120-01-01T00:00:00Z");

  /** A server's certificate for one host. */
  public static CertificateSpec server(String name, String issuer, String host, long serial) {
    return new CertificateSpec(
        name,
        issuer,
        "CN=" + host,
        List.of(host),
        List.of(),
        BigInteger.valueOf(serial),
        false,
        false,
        PAST,
        FUTURE);
  }

  /** A self-signed authority. */
  public static CertificateSpec authority(String name, long serial) {
    return new CertificateSpec(
        name,
        name,
        "CN=" + name,
        List.of(),
        List.of(),
        BigInteger.valueOf(serial),
        true,
        false,
        PAST,
        FUTURE);
  }
}
