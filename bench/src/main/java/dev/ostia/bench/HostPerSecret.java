package dev.ostia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/** N hosts on one port, each with a Secret of its own in a file of its own. */
record HostPerSecret(int secrets, int port) {

  static String host(int index) {
    return name(index) + ".example.com";
  }

  static String name(int index) {
    return "host-" + index;
  }

  static String sdsName(int index) {
    return "kubernetes://" + name(index);
  }

  List<String> sdsNames() {
    return IntStream.range(0, secrets).mapToObj(HostPerSecret::sdsName).toList();
  }

  List<String> routeNames() {
    return IntStream.range(0, secrets)
        .mapToObj(i -> "https.%d.%s.gateway.istio-system".formatted(port, name(i)))
        .toList();
  }

  /** All files; the serial number of a certificate is one more than its index. */
  void writeTo(Path folder) throws IOException {
    for (int i = 0; i < secrets; i++) {
      change(prepare(folder, i, SelfSigned.of(host(i), i + 1L)), i);
    }
    Files.writeString(folder.resolve("gateway.yaml"), gateway());
  }

  /** The Gateway that serves all hosts. */
  String gateway() {
    StringBuilder gateway =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gateway, namespace: istio-system}
            spec:
              selector: {istio: ingressgateway}
              servers:
            """);
    for (int i = 0; i < secrets; i++) {
      gateway.append(
          """
            - port: {number: %d, name: %s, protocol: HTTPS}
              hosts: [%s]
              tls: {mode: SIMPLE, credentialName: %s}
          """
              .formatted(port, name(i), host(i), name(i)));
    }
    return gateway.toString();
  }

  /** Writes a Secret to a file that is not yet configuration. */
  Path prepare(Path folder, int index, SelfSigned certificate) throws IOException {
    return Files.writeString(
        folder.resolve("." + name(index) + ".tmp"), certificate.secret(name(index)));
  }

  /** Replaces a Secret by a rename: this moment is the change. */
  void change(Path prepared, int index) throws IOException {
    Files.move(
        prepared, prepared.resolveSibling(name(index) + ".yaml"), StandardCopyOption.ATOMIC_MOVE);
  }
}
