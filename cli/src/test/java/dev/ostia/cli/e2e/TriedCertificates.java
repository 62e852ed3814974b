package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** A folder of certificates as {@code ostia certs} makes it. */
record TriedCertificates(Path folder) {

  /** Makes it, with proxies in two namespaces. */
  static TriedCertificates in(Path folder) {
    Cli run =
        Cli.run("certs", "--dir", folder, "--proxy", "istio-system/gw", "--proxy", "payments/gw");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new TriedCertificates(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  String base64(String name) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file(name)));
  }

  /** The serial number of the server's certificate. */
  BigInteger serverSerial() throws Exception {
    try (var in = Files.newInputStream(file("server.crt"))) {
      return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in))
          .getSerialNumber();
    }
  }

  /** That a key is not in this text, neither as it is nor as bytes in JSON. */
  void assertNotIn(String text, String key) throws IOException {
    List<String> lines = Files.readAllLines(file(key));
    for (String line : lines.subList(1, lines.size() - 1)) {
      assertThat(text.contains(line)).as("a line of %s", file(key)).isFalse();
    }
    String start = "-----BEGIN PRIVATE KEY-----\n" + lines.get(1);
    String encoded = Base64.getEncoder().encodeToString(start.getBytes(StandardCharsets.US_ASCII));
    assertThat(text.contains(encoded.substring(0, encoded.length() - 4)))
        .as("%s in base64", file(key))
        .isFalse();
  }
}
