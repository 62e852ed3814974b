package dev.ostia.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void input() throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
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
        """);
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: ["shop.example.com"]
          gateways: [gw]
          http:
            - match:
                - uri: {prefix: /cart}
                  headers: {end-user: {exact: jason}}
                - uri: {exact: /basket}
              timeout: 5s
              rewrite: {uri: /v2/cart}
              retries: {attempts: 3, retryOn: 5xx, perTryTimeout: 2s}
              route:
                - {destination: {host: shop, subset: v2}, weight: 90}
                - {destination: {host: shop, subset: v3}, weight: 10}
            - match:
                - uri: {prefix: /old}
              route:
                - destination: {host: gone}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop}
        spec:
          host: shop
          subsets:
            - {name: v2, labels: {version: v2}}
            - {name: v3, labels: {version: v3}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop}
          ports: [{name: http, port: 80}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: shop-1, labels: {app: shop, version: v2}}
        status: {podIP: 10.0.0.1, conditions: [{type: Ready, status: "True"}]}
        """);
  }

  private Cli explain(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "explain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "-f";
    all[all.length - 1] = folder;
    return Cli.run(all);
  }

  @Test
  void wayToEndpointsIsShownWithWhatDidNotMatch() {
    Cli cli = explain("http://shop.example.com/basket?x=y");

    assertThat(cli.outLines(folder))
        .containsExactly(
            "GET http://shop.example.com/basket?x=y",
            "",
            "listener         0.0.0.0_8080, port 80 of the gateway, its own 8080",
            "                 Gateway default/gw servers[0]  gateway.yaml:7",
            "virtual host     shop.example.com:80: shop.example.com is its domain",
            "route            no   VirtualService default/shop http[0].match[0]  shop.yaml:9 "
                + "  path /basket does not start with /cart",
            "                 yes  VirtualService default/shop http[0].match[1]  shop.yaml:11"
                + "  takes requests whose path is /basket",
            "rewrite          path /basket?x=y becomes /v2/cart?x=y",
            "timeout          5s",
            "retries          up to 3, 2s for each try, on 5xx",
            "cluster          90% to outbound|80|v2|shop.default.svc.cluster.local",
            "                 Service default/shop  shop.yaml:32",
            "                 DestinationRule default/shop subsets[0]  shop.yaml:29",
            "endpoints        10.0.0.1:80  ready",
            "cluster          10% to outbound|80|v3|shop.default.svc.cluster.local",
            "                 Service default/shop  shop.yaml:32",
            "                 DestinationRule default/shop subsets[1]  shop.yaml:30",
            "endpoints        none",
            "",
            "90%              forwarded to outbound|80|v2|shop.default.svc.cluster.local",
            "10%              503, by the gateway itself: cluster"
                + " outbound|80|v3|shop.default.svc.cluster.local has no healthy endpoint",
            "answer           forwarded",
            "why              For 10% of the requests: No endpoint of Service default/shop carries"
                + " the labels of subset v3 (version=v3).",
            "what to do       Correct the subset's labels in the DestinationRule, or start Pods"
                + " with them.");
    assertThat(cli.exitCode()).isZero();
  }

  @Test
  void requestThatNoRouteTakesSaysWhichConditionWasNearest() {
    Cli cli = explain("http://shop.example.com/cart");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "no   VirtualService default/shop http[0].match[0]",
            "header end-user is missing",
            "answer           404, by the gateway itself\n",
            "why              None of the 3 routes of virtual host shop.example.com:80 matches.\n",
            "what to do       Nearest is route 0, of which header end-user is missing; else add a"
                + " rule without match to VirtualService default/shop, or correct the request.\n");
  }

  @Test
  void destinationThatDoesNotExistIsNamedWithItsRemedy() {
    Cli cli = explain("http://shop.example.com/old");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "answer           503, by the gateway itself\n",
            "why              No Service or ServiceEntry has the host gone",
            "what to do       Create it, export it to the gateway's namespace, or correct the"
                + " host.\n");
  }

  @Test
  void certificateThatIsNotThereEndsTheHandshake() throws IOException {
    Files.writeString(
        folder.resolve("https.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: secure}
        spec:
          selector: {istio: ingressgateway}
          servers:
            - port: {number: 443, name: https, protocol: HTTPS}
              hosts: ["*.example.com"]
              tls: {mode: SIMPLE, credentialName: shop-cert}
        """);

    Cli cli = explain("https://shop.example.com/cart");

    assertThat(cli.out())
        .contains(
            "answer           none, the connection is closed\n",
            "why              Secret istio-system/shop-cert does not exist, so TLS handshakes of"
                + " this server fail.\n",
            "what to do       Create it in istio-system.\n");
  }

  @Test
  void portThatNobodyListensOnNamesThoseThatDo() {
    Cli cli = explain("http://shop.example.com:81/");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .isEqualTo(
            """
            GET http://shop.example.com:81/

            answer           none, the connection is refused
            why              Nothing listens on port 81; the only port that does is 80.
            what to do       Use it, or add a server with port 81 to a Gateway that selects this gateway.
            """);
  }

  @Test
  void hostWithATypingErrorGetsTheOneThatWasMeant() {
    Cli cli = explain("http://shpo.example.com/");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "virtual host     not shop.example.com:80: shop.example.com is not shpo.example.com\n",
            "why              No VirtualService of port 80 serves the host shpo.example.com.\n",
            "Did you mean shop.example.com?");
  }

  @Test
  void hostHeaderAndMethodAreTakenAsCurlTakesThem() {
    Cli cli =
        explain(
            "post",
            "http://127.0.0.1/cart",
            "-H",
            "Host: shop.example.com",
            "-H",
            "end-user: jason");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .startsWith("POST http://127.0.0.1/cart\n")
        .contains("takes requests whose path starts with /cart, header end-user is jason\n");
  }

  @Test
  void jsonHasTheSame() {
    Cli cli = explain("http://shop.example.com/old", "-o", "json");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "\"request\" : \"GET http://shop.example.com/old\"",
            "\"clientPort\" : 80,\n    \"port\" : 8080",
            "\"field\" : \"spec.http[1].match[0]\"",
            "\"status\" : 503");
  }

  @Test
  void badUrlIsAnErrorOfTheCommandLine() {
    assertThat(explain("ftp://x/").exitCode()).isEqualTo(2);
    assertThat(explain("http:///x").err())
        .startsWith("ostia explain: a URL needs a host, as in http://example.com/: http:///x\n");
    assertThat(explain("http://x:0/").err()).contains("port 0 is not a number from 1 to 65535");
    assertThat(explain("http://[::1").err())
        .contains("a host has one of [ and ] without the other: http://[::1");
    assertThat(explain("http://x/", "--source-ip", "999.1.1.1").err())
        .contains("999.1.1.1 is not the address of a client");
    assertThat(explain("http://x/", "-H", "nothing").err())
        .contains("a header is written as 'Name: value', not nothing");
  }

  @Test
  void folderWithoutFilesIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Cli cli = Cli.run("explain", "http://x/", "-f", empty);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("there is no *.yaml, *.yml or *.json file in");
  }

  @Test
  void fileThatCannotBeReadIsSaid() throws IOException {
    Files.write(folder.resolve("broken.yaml"), new byte[] {(byte) 0xff, 0});

    assertThat(explain("http://shop.example.com/old").err())
        .contains("broken.yaml:1:1: error OST001: the file is not text in UTF-8.");
  }

  @Test
  void dumpThatIsNoneIsSaidInPlainWords() throws IOException {
    Path half = folder.resolve("half.json");
    Files.writeString(half, "{\"configs\": [");

    assertThat(Cli.run("explain", "http://x/", "--file", half).err())
        .contains("Unexpected end-of-input: expected close marker for Array")
        .contains("(start marker at line 1, column ")
        .doesNotContain("Source:");
  }
}
