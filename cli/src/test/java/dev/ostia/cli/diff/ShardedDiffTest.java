package dev.ostia.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.cli.Cli;
import dev.ostia.cli.dump.MessageReader;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.controlplane.text.ConfigDumps;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

  @Test
  void moreShardsAreNoChange() throws IOException {
    Path one = write("one.yaml", "/same");
    Path old = Files.writeString(folder.resolve("old.yaml"), GATEWAY + vs(9));
    Path now = Files.writeString(folder.resolve("now.yaml"), Files.readString(one) + vs(9));

    Cli cli = Cli.run("diff", "-f", old, "-f", now, "--shard-routes-above", "0", "--no-lines");

    assertThat(cli.out())
        .contains("Envoy's resources: 1 changed\n  ~ routes http.80\n")
        .doesNotContain("~0", "~1");
  }

  @Test
  void aRunningGatewayDoesNotDifferFromItsFiles() throws IOException {
    Path file = write("old.yaml", "/old");
    Proxy proxy = Proxy.defaultIngressGateway().with(RouteLayout.LEAN.withShardsAbove(1));
    GatewayModel model = GatewayModel.load(InputOptions.of(file), proxy);
    byte[] dump =
        MessageReader.tree(ConfigDumps.of(model.translation(), ""))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    HttpServer controlPlane =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    controlPlane.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, dump.length);
          exchange.getResponseBody().write(dump);
          exchange.close();
        });
    controlPlane.start();
    try {
      String address = "127.0.0.1:" + controlPlane.getAddress().getPort();
      Cli cli =
          Cli.run(
              "diff",
              "--proxy",
              "gateway",
              "--control-plane",
              address,
              "-f",
              file,
              "--shard-routes-above",
              "1");

      assertThat(cli.out()).isEqualTo("nothing differs\n");
      assertThat(cli.exitCode()).isZero();
    } finally {
      controlPlane.stop(0);
    }
  }

  private static String vs(int number) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: vs%1$d}
    spec:
      hosts: [host%1$d.example.com]
      gateways: [gw]
      http: [{directResponse: {status: 200}}]
    """
        .formatted(number);
  }
}
