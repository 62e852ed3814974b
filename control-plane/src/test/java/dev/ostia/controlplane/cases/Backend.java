package dev.ostia.controlplane.cases;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An endpoint of a case.
 *
 * @param address {@code ip:port}, as it stands in the input
 * @param protocol {@code http}, {@code https}, {@code tcp}, {@code tls}, {@code grpc} or {@code
 *     sidecar} or {@code connect}, a proxy that takes CONNECT and then answers line by line
 * @param certificate the name of the certificate that it shows, if it speaks TLS
 * @param clientAuthority the name of the authority that must have signed the client's certificate
 * @param status what it answers to every HTTP request, whatever the path asks for
 */
public record Backend(
    String name,
    String address,
    String protocol,
    Optional<String> certificate,
    Optional<String> clientAuthority,
    OptionalInt status) {

  /** A plain HTTP backend, as most are. */
  public static Backend http(String name, String address) {
    return new Backend(
        name, address, "http", Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** Whether it wants a TLS handshake. */
  public boolean speaksTls() {
    return certificate.isPresent();
  }
}
