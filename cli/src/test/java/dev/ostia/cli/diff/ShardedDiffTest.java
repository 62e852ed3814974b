package dev.ostia.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port whose routes are in shards is one port with one list of hosts. */
class ShardedDiffTest {

  @TempDir private Path folder;

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*"]
      """;

  private Path write(String name, String changed) throws IOException {
    StringBuilder text = new StringBuilder(GATEWAY);
    for (int i = 0; i < 8; i++) {
      text.append(
          """
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: vs%1$d}
          spec:
            hosts: [host%1$d.example.com]
            gateways: [gw]
            http:
            - redirect: {uri: %2$s}
          """
              .formatted(i, i == 3 ? changed : "/same"));
    }
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  @Test
  void anEditIsAChangeOfThePort() throws IOException {
    Path old = write("old.yaml", "/old");
    Path now = write("now.yaml", "/new");

    Cli cli = Cli.run("diff", "-f", old, "-f", now, "--shard-routes-above", "1");

    assertThat(cli.out())
        .startsWith(
            """
            objects: 1 changed
              ~ VirtualService default/vs3
            Envoy's resources: 1 changed
              ~ routes http.80
            """)
        .contains(
            """
            requests that go elsewhere: 2 samples
              GET http://host3.example.com/
                before  301 to http://host3.example.com/old
                after   301 to http://host3.example.com/new
            """)
        .contains("      -          path_redirect: /old\n      +          path_redirect: /new\n")
        .doesNotContain("~0", "~1", "drained\n  0.0.0.0");
    assertThat(cli.exitCode()).isEqualTo(1);
  }

  @Test
  void nothingDiffersFromItself() throws IOException {
    Path file = write("old.yaml", "/old");

    Cli cli = Cli.run("diff", "-f", file, "-f", file, "--shard-routes-above", "1");

    assertThat(cli.out()).isEqualTo("nothing differs\n");
    assertThat(cli.exitCode()).isZero();
  }
}
