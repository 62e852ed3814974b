package dev.ostia.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ostia certs} writes and prints. */
class CertsCommandTest {

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("certs");
  }

  @Test
  void itMakesAnAuthorityAServerAndAGateway() throws Exception {
    Cli run = Cli.run("certs", "--dir", folder());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(files())
        .containsExactly(
            "ca.crt",
            "ca.key",
            "istio-system.ostia-gateway.crt",
            "istio-system.ostia-gateway.key",
            "server.crt",
            "server.key");
    X509Certificate ca = certificate("ca.crt");
    X509Certificate server = certificate("server.crt");
    X509Certificate gateway = certificate("istio-system.ostia-gateway.crt");
    server.verify(ca.getPublicKey());
    gateway.verify(ca.getPublicKey());
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(gateway.getSubjectAlternativeNames())
        .containsExactly(List.of(6, "spiffe://cluster.local/ns/istio-system/sa/ostia-gateway"));
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(gateway.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(ca.getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void onlyTheOwnerCanReadThem() throws IOException {
    Cli.run("certs", "--dir", folder());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    for (String file : files()) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void itPrintsTheCommandsThatUseThem() {
    Cli run = Cli.run("certs", "--dir", folder(), "--proxy", "edge/gw");

    String at = folder() + "/";
    assertThat(run.out())
        .contains(
            "  ostia control-plane -f config/ --xds-address 127.0.0.1:15012 --xds-cert %sserver.crt --xds-key %sserver.key --xds-client-ca %sca.crt\n"
                .formatted(at, at, at))
        .contains(
            "  ostia proxy --namespace edge --xds-address 127.0.0.1:15012 --xds-ca %sca.crt --xds-client-cert %sedge.gw.crt --xds-client-key %sedge.gw.key\n"
                .formatted(at, at, at))
        .contains("a gateway, as spiffe://cluster.local/ns/edge/sa/gw");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void hostsAndProxiesAsTold() throws Exception {
    Cli run =
        Cli.run(
            "certs",
            "--dir",
            folder(),
            "--host",
            "ostia.example.com",
            "--host",
            "10.0.0.7",
            "--proxy",
            "edge/gw",
            "--proxy",
            "payments/gw",
            "--trust-domain",
            "example.org");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(certificate("server.crt").getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "ostia.example.com"), List.of(7, "10.0.0.7"));
    assertThat(certificate("payments.gw.crt").getSubjectAlternativeNames())
        .containsExactly(List.of(6, "spiffe://example.org/ns/payments/sa/gw"));
    assertThat(files()).contains("edge.gw.key").doesNotContain("istio-system.ostia-gateway.crt");
    assertThat(run.out())
        .contains("--xds-address 0.0.0.0:15012 --xds-cert")
        .contains("--namespace payments --xds-address 10.0.0.7:15012 --xds-ca");
  }

  @Test
  void nothingIsOverwrittenWithoutForce() throws IOException {
    Cli.run("certs", "--dir", folder());
    byte[] before = Files.readAllBytes(folder().resolve("ca.key"));

    Cli again = Cli.run("certs", "--dir", folder(), "--proxy", "other/gw");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "ostia certs: %s has ca.crt, ca.key, server.crt, server.key already, and nothing was written. Choose another folder with --dir, or replace them all with --force\n"
                .formatted(folder()));
    assertThat(folder().resolve("other.gw.crt")).doesNotExist();
    assertThat(Files.readAllBytes(folder().resolve("ca.key"))).isEqualTo(before);

    assertThat(Cli.run("certs", "--dir", folder(), "--force").exitCode()).isZero();
    assertThat(Files.readAllBytes(folder().resolve("ca.key"))).isNotEqualTo(before);
  }

  @Test
  void whatIsNoNameIsAFaultOfTheCommandLine() {
    assertFault("--proxy `edge` is not NAMESPACE/SERVICE-ACCOUNT", "--proxy", "edge");
    assertFault("--proxy `../x/gw` is not NAMESPACE/SERVICE-ACCOUNT", "--proxy", "../x/gw");
    assertFault("--host `a b` is neither a DNS name nor an IP address", "--host", "a b");
    assertFault("--trust-domain `a/b` has characters", "--trust-domain", "a/b");
    assertFault("--days must be 1 or more, not 0", "--days", "0");
    assertThat(folder()).doesNotExist();
  }

  private void assertFault(String message, String... arguments) {
    Cli run =
        Cli.run(
            Stream.concat(Stream.of("certs", "--dir", folder().toString()), Stream.of(arguments))
                .toArray());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void noKeyIsPrinted() throws IOException {
    Cli run = Cli.run("--verbose", "certs", "--dir", folder());

    for (String file : files()) {
      if (file.endsWith(".key")) {
        List<String> lines = Files.readAllLines(folder().resolve(file));
        for (String line : lines.subList(1, lines.size() - 1)) {
          assertThat(run.out() + run.err()).doesNotContain(line);
        }
      }
    }
    assertThat(run.out() + run.err()).doesNotContain("PRIVATE KEY");
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private X509Certificate certificate(String name) throws Exception {
    try (var in = Files.newInputStream(folder().resolve(name))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
