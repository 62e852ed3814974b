package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import dev.ostia.controlplane.admission.AdmissionServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real API server asks the webhook. */
@ExtendWith(SharedApiServer.class)
class AdmissionIT {

  private final TestCluster cluster;
  @TempDir private Path folder;

  AdmissionIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Path certificates(String name) {
    Path made = folder.resolve(name);
    assertThat(Cli.run("certs", "--dir", made).exitCode()).isZero();
    return made;
  }

  private void replace(Path from, String name) throws IOException {
    Path next = folder.resolve("next");
    Files.copy(from.resolve(name), next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void use(Path certificates) throws IOException {
    replace(certificates, "server.crt");
    replace(certificates, "server.key");
  }

  /** That of the overlay, at the server's address and with these authorities. */
  private static String configuration(AdmissionServer server, Path certificates)
      throws IOException {
    String authority =
        Base64.getEncoder().encodeToString(Files.readAllBytes(certificates.resolve("ca.crt")));
    return Files.readString(TestCluster.deploy("overlays/webhook/webhook.yaml"))
        .replace(
            "service: {name: ostia, namespace: ostia-system, path: /validate}",
            "{url: \"https://127.0.0.1:%d/validate\", caBundle: %s}"
                .formatted(server.address().getPort(), authority));
  }

  private void awaitRefused(String yaml, String message) {
    // It takes a moment until the API server asks. Nothing is stored until then: what is there
    // already would not be sent again.
    await()
        .atMost(TestCluster.LONG)
        .untilAsserted(
            () ->
                assertThatThrownBy(
                        () -> cluster.api().kubectl(yaml, "apply", "--dry-run=server", "-f", "-"))
                    .hasMessageContaining(message));
    assertThatThrownBy(() -> cluster.apply(yaml)).hasMessageContaining(message);
  }

  @Test
  void theWebhookRefusesWithTheMessageThatFilesGetWhileItIsThere() throws Exception {
    cluster.namespace("admission");
    String bad = Objects.route("admission", "bad", "regex: \"(\"", "app");
    String message =
        "admission webhook \"validate.ostia.dev\" denied the request: IST0106"
            + " spec.http[0].match[0].uri.regex: not a regular expression";
    Path first = certificates("first");
    use(first);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      try (AdmissionServer server =
          new AdmissionServer(any, folder.resolve("server.crt"), folder.resolve("server.key"))) {
        cluster.apply(configuration(server, first));
        awaitRefused(bad, message);
        cluster.apply(Objects.route("admission", "good", "prefix: /", "app"));

        // Another authority altogether: with the old certificate the handshake would fail.
        Path second = certificates("second");
        use(second);
        cluster.apply(configuration(server, second));
        awaitRefused(bad, message);
        cluster.apply(Objects.route("admission", "better", "prefix: /", "app"));
      }
      // It fails open: with nobody to ask, objects are stored.
      cluster.apply(bad);
    } finally {
      cluster
          .api()
          .kubectl("", "delete", "validatingwebhookconfiguration", "ostia", "--ignore-not-found");
    }
  }
}
