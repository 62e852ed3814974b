package dev.ostia.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostia.cli.Cli;
import dev.ostia.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        selector: {istio: ingressgateway}
        servers:
          - port: {number: 80, name: http, protocol: HTTP}
            hosts: ["*.example.com"]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: gw, namespace: istio-system}
      spec:
        selector: {istio: ingressgateway}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec: {selector: {app: shop}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: shop-1, labels: {app: shop}}
      status: {podIP: 10.0.0.1, conditions: [{type: Ready, status: "True"}]}
      ---
      """;

  static final String SHOP =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: ["shop.example.com"]
        gateways: [gw]
        http:
          - match: [{uri: {prefix: /cart}}]
            route: [{destination: {host: shop}}]
          - redirect: {uri: /cart}
      """;

  @TempDir Path folder;
  private Path old;
  private Path now;

  @BeforeEach
  void input() throws IOException {
    old = Files.createDirectory(folder.resolve("old"));
    now = Files.createDirectory(folder.resolve("now"));
    Files.writeString(old.resolve("all.yaml"), GATEWAY + SHOP);
    Files.writeString(now.resolve("all.yaml"), GATEWAY + SHOP);
  }

  private Cli diff(Object... more) {
    List<Object> all = new ArrayList<>(List.of("diff", "-f", old, "-f", now));
    all.addAll(List.of(more));
    return Cli.run(all.toArray());
  }

  @Test
  void objectThatOnlyMovedInItsFileIsNoDifference() throws IOException {
    Files.writeString(now.resolve("all.yaml"), "# a comment\n\n" + SHOP + "---\n" + GATEWAY);

    Cli cli = diff();

    assertThat(cli.out()).isEqualTo("nothing differs\n");
    assertThat(cli.exitCode()).isZero();
  }

  @Test
  void editShowsWhatChangesAndWhichRequestsGoElsewhere() throws IOException {
    Files.writeString(
        now.resolve("all.yaml"), GATEWAY + SHOP.replace("prefix: /cart", "prefix: /basket"));

    Cli cli = diff();

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out().lines().filter(line -> !line.startsWith("cost: ")))
        .containsExactly(
            "objects: 1 changed",
            "  ~ VirtualService default/shop",
            "Envoy's resources: 1 changed",
            "  ~ routes http.8080",
            "      @@ -5,7 +5,7 @@",
            "             - shop.example.com",
            "           routes:",
            "             - match:",
            "      -          prefix: /cart",
            "      +          prefix: /basket",
            "                 case_sensitive: true",
            "               route:",
            "                 cluster: outbound|80||shop.default.svc.cluster.local",
            "requests that go elsewhere: 2 samples",
            "  GET http://shop.example.com/cart",
            "    before  outbound|80||shop.default.svc.cluster.local",
            "    after   301 to http://shop.example.com/cart",
            "  GET http://shop.example.com/basket",
            "    before  301 to http://shop.example.com/cart",
            "    after   outbound|80||shop.default.svc.cluster.local");
    assertThat(cli.out()).contains(" bytes to each gateway, no connection is drained\n");
  }

  @Test
  void destinationThatIsTakenAwayShowsInRequestsThatTheRouteStillTakes() throws IOException {
    Files.writeString(
        now.resolve("all.yaml"), GATEWAY.replace("status: \"True\"", "status: \"False\"") + SHOP);

    Cli cli = diff("--no-lines");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "  ~ Pod default/shop-1\n",
            "  GET http://shop.example.com/cart\n"
                + "    before  outbound|80||shop.default.svc.cluster.local\n"
                + "    after   503 (cluster outbound|80||shop.default.svc.cluster.local has no"
                + " healthy endpoint)\n")
        .doesNotContain("@@");
  }

  @Test
  void listenerThatGoesIsDrainedAndItsRequestsAreRefused() throws IOException {
    Files.writeString(
        now.resolve("all.yaml"),
        GATEWAY.replace("number: 80,", "number: 81,").replace("port: 80, t", "port: 81, t") + SHOP);
    Files.writeString(
        now.resolve("all.yaml"),
        Files.readString(now.resolve("all.yaml")).replace("targetPort: 8080", "targetPort: 8081"));

    Cli cli = diff("--no-lines");

    assertThat(cli.out())
        .contains(
            "  + listeners 0.0.0.0_8081\n",
            "  - listeners 0.0.0.0_8080\n",
            "1 listener drained\n  0.0.0.0_8080 is removed\n",
            """
              GET http://shop.example.com/cart
                before  outbound|80||shop.default.svc.cluster.local
                after   connection refused
            """,
            "  GET http://shop.example.com:81/cart\n    before  connection refused\n");
  }

  @Test
  void diagnosticsAreComparedWithoutTheirPlaces() throws IOException {
    Files.writeString(
        old.resolve("all.yaml"), GATEWAY + SHOP.replace("{host: shop}", "{host: typo}"));
    Files.writeString(
        now.resolve("all.yaml"),
        "\n\n" + GATEWAY + SHOP.replace("gateways: [gw]", "gateways: [gv]"));

    Cli cli = diff("--no-lines");

    assertThat(cli.outLines(folder))
        .anyMatch(
            line ->
                line.startsWith("  now/all.yaml:")
                    && line.contains("error IST0101 VirtualService default/shop spec.gateways[0]"))
        .anyMatch(line -> line.startsWith("  old/all.yaml:") && line.contains("has the host typo"))
        .contains("diagnostics introduced: 1", "diagnostics mended: 1");
  }

  @Test
  void whatCannotBeReadIsAnErrorAndNoDifference() {
    assertThat(Cli.run("diff", "-f", old, "-f", folder.resolve("none")).exitCode()).isEqualTo(2);
    assertThat(Cli.run("diff", "-f", old).exitCode()).isEqualTo(2);
    assertThat(Cli.run("diff", "-f", old).err())
        .startsWith("ostia diff: name two configurations: -f OLD -f NEW, not 1\n");
    assertThat(Cli.run("diff", "-f", "no-such-revision:x", "-f", now).exitCode()).isEqualTo(2);
  }

  @Test
  void jsonHasTheSame() throws IOException {
    Files.writeString(now.resolve("all.yaml"), GATEWAY + SHOP.replace("/cart", "/basket"));

    Cli cli = diff("-o", "json");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains("\"kind\" : \"VirtualService\"", "\"change\" : \"changed\"", "\"drained\" : [ ]");
  }

  @Test
  void filesOfAGitRevisionAreRead() throws IOException, InterruptedException {
    git("init", "-q");
    git("add", "old");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "one");
    Path out = Files.createDirectory(folder.resolve("out"));

    GitRevision.unpack("HEAD:old", out, folder);
    Path one = Files.createDirectory(folder.resolve("one"));
    GitRevision.unpack("HEAD:old/all.yaml", one, folder);

    assertThat(out.resolve("all.yaml")).hasContent(GATEWAY + SHOP);
    assertThat(folder.resolve("one/all.yaml")).hasContent(GATEWAY + SHOP);
    assertThatThrownBy(() -> GitRevision.unpack("HEAD:none", out, folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "HEAD:none is neither a file or folder nor a revision and path that git knows here");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
