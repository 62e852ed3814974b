package dev.ostia.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import dev.ostia.cli.dump.MessageReader;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.controlplane.text.ConfigDumps;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port whose routes are in shards is shown as one port with one list of hosts. */
class ShardedGatewayTest {

  private static final String BASE =
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

  @TempDir private Path folder;
  private Path dump;

  @BeforeEach
  void dump() throws IOException {
    StringBuilder text = new StringBuilder(BASE);
    for (int i = 0; i < 4; i++) {
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
            - redirect: {uri: /at%1$d}
          """
              .formatted(i));
    }
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, text);
    Proxy proxy = Proxy.defaultIngressGateway().with(RouteLayout.LEAN.withShardsAbove(1));
    GatewayModel model = GatewayModel.load(InputOptions.of(config), proxy);
    dump = folder.resolve("dump.json");
    Files.writeString(
        dump,
        MessageReader.tree(ConfigDumps.of(new Translator(proxy).translate(model.view()), ""))
            .toString());
    assertThat(Files.readString(dump)).contains("\"http.80~");
  }

  @Test
  void aRequestIsExplainedByTheHostsOfThePort() {
    assertThat(Cli.run("explain", "http://host2.example.com/", "--file", dump).out())
        .contains(
            """
            virtual host     host2.example.com:80: host2.example.com is its domain
            """)
        .contains("answer           301, by the gateway itself")
        .doesNotContain("~");
    assertThat(Cli.run("explain", "http://hst2.example.com/", "--file", dump).out())
        .contains("No virtual host of port 80 has the host hst2.example.com.")
        .contains("Did you mean host2.example.com?");
  }

  @Test
  void thePictureHasOnePortWithAllHosts() {
    assertThat(Cli.run("graph", "--file", dump, "-o", "mermaid").out().lines())
        .contains(
            "  port1[\"port 80\"]",
            "  host1[\"host0.example.com\"]",
            "  host2[\"host1.example.com\"]",
            "  host3[\"host2.example.com\"]",
            "  host4[\"host3.example.com\"]",
            "  port1 --> host4")
        .noneMatch(line -> line.contains("port2") || line.contains("host5"))
        .noneMatch(line -> line.contains("~"));
  }

  @Test
  void theTableOfRoutesNamesTheShardWhereAskedForMore() {
    assertThat(Cli.run("pc", "routes", "--file", dump).out())
        .contains("http.80     host0.example.com:80")
        .doesNotContain("~");
    assertThat(Cli.run("pc", "routes", "--file", dump, "-o", "wide").out()).contains("http.80~");
  }
}
