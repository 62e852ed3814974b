package dev.ostia.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Above how many virtual hosts a port has shards, as the command line says it. */
class RouteOptionsTest {

  private static final int DEFAULT = 2_000;

  @TempDir private Path folder;

  private static RouteLayout layout(String... arguments) {
    return CommandLine.populateCommand(new RouteOptions(), arguments).layout();
  }

  @Test
  void largePortsHaveShardsUnlessToldOtherwise() {
    assertThat(layout()).isEqualTo(RouteLayout.STANDARD);
    assertThat(layout().shardAbove()).isEqualTo(DEFAULT);
    assertThat(new RouteOptions().layout()).isEqualTo(RouteLayout.STANDARD);
    assertThat(layout("--shard-routes-above", "500").shardAbove()).isEqualTo(500);
    assertThat(layout("--shard-routes-above=0").shardAbove()).isZero();
    assertThat(layout("--shard-routes-above", "off")).isEqualTo(RouteLayout.LEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "never", "2147483648", "OFF", "1.5"})
  void whatIsNoNumberIsAUsageError(String text) {
    Cli cli = Cli.run("translate", "-f", ".", "--shard-routes-above=" + text);

    assertThat(cli.err())
        .contains("'--shard-routes-above'")
        .contains(text + " is neither a number of virtual hosts from 0 to 2147483647 nor off")
        .doesNotContain("Exception");
    assertThat(cli.exitCode()).isEqualTo(2);
  }

  @Test
  void translateShowsWhatTheControlPlaneServes() throws IOException {
    Path most = write(DEFAULT);
    assertThat(Cli.run("translate", "-f", most, "--type", "listeners,scopes").out())
        .contains("route_config_name: http.80")
        .doesNotContain("scoped_routes", "http.80~");
    Path more = write(DEFAULT + 1);
    assertThat(Cli.run("translate", "-f", more, "--type", "listeners,scopes").out())
        .contains("scoped_routes", "http.80~00000000");
    assertThat(
            Cli.run(
                    "translate",
                    "-f",
                    more,
                    "--type",
                    "listeners,scopes",
                    "--shard-routes-above",
                    "off")
                .out())
        .doesNotContain("scoped_routes", "http.80~");
  }

  @Test
  void whatIsReadFromFilesIsLaidOutAsTheControlPlaneDoes() throws IOException {
    Path more = write(DEFAULT + 1);

    assertThat(Cli.run("pc", "routes", "-f", more, "-o", "wide").out()).contains("http.80~");
    assertThat(Cli.run("pc", "routes", "-f", more).out()).doesNotContain("~");
    assertThat(Cli.run("explain", "http://h77.example.com/", "-f", more).out())
        .contains("virtual host     h77.example.com:80: h77.example.com is its domain")
        .contains("VirtualService default/v77")
        .doesNotContain("~");
    assertThat(Cli.run("explain", "http://h2001.example.com/", "-f", more).out())
        .contains("No VirtualService of port 80 serves the host h2001.example.com.")
        .contains("Did you mean");
  }

  private Path write(int hosts) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gw}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: 80, name: http, protocol: HTTP}
                hosts: ["*"]
            """);
    for (int i = 0; i < hosts; i++) {
      yaml.append(
          """
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v%1$d}
          spec:
            hosts: [h%1$d.example.com]
            gateways: [gw]
            http: [{directResponse: {status: 200}}]
          """
              .formatted(i));
    }
    return Files.writeString(folder.resolve(hosts + ".yaml"), yaml);
  }
}
