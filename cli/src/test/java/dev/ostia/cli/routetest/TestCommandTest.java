package dev.ostia.cli.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.cli.Cli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void input() throws IOException {
    Files.createDirectory(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/all.yaml"),
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
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: ["shop.example.com"]
          gateways: [gw]
          http:
            - name: cart
              match:
                - uri: {prefix: /cart}
                - uri: {prefix: /basket}
              rewrite: {uri: /v2}
              route:
                - {destination: {host: shop}, weight: 75}
                - {destination: {host: other}, weight: 25}
            - match:
                - uri: {exact: /old}
              redirect: {uri: /new}
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
        apiVersion: v1
        kind: Service
        metadata: {name: other}
        spec: {selector: {app: other}, ports: [{name: http, port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: other-1, labels: {app: other}}
        status: {podIP: 10.0.0.2, conditions: [{type: Ready, status: "True"}]}
        """);
  }

  private Cli test(String tests, Object... more) throws IOException {
    Files.writeString(folder.resolve("tests.yaml"), tests);
    Object[] all = new Object[more.length + 4];
    all[0] = "test";
    all[1] = folder.resolve("tests.yaml");
    all[2] = "-f";
    all[3] = folder.resolve("config");
    System.arraycopy(more, 0, all, 4, more.length);
    return Cli.run(all);
  }

  private static final String GOOD =
      """
      backends: {shop: 10.0.0.1:80}
      tests:
      - name: three of four carts
        url: http://shop.example.com/cart/1
        expect:
          status: 200
          shares: {shop: 75, "10.0.0.2:80": [20, 30]}
      - url: http://shop.example.com/basket
        expect:
          route: default/shop http[0].match[1]
          backendSees: {path: /v2, host: shop.example.com}
      - url: http://shop.example.com/cart
        expect: {route: cart}
      - {host: shop.example.com, path: /old, expect: {status: 301, location: http://shop.example.com/new, backend: ""}}
      - {host: shop.example.com, path: /none, expect: {status: 404}}
      - {url: "http://shop.example.com:81/", expect: {outcome: refused}}
      - {url: "https://shop.example.com:80/", expect: {outcome: closed}}
      """;

  @Test
  void testsThatHoldPass() throws IOException {
    Cli cli = test(GOOD);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).isEqualTo("7 tests: 7 passed, 0 failed\n");
    assertThat(cli.exitCode()).isZero();
  }

  private static final String BAD =
      """
      tests:
      - name: it is <gone>
        url: http://shop.example.com/old
        expect: {status: 404, headers: {server: null}, route: "default/shop http[0]"}
      - {url: "http://shop.example.com/cart", expect: {shares: {"10.0.0.1:80": 100}}}
      - {url: "http://shop.example.com/none", expect: {status: 404}}
      """;

  @Test
  void testsThatFailSayWhatIsDifferentAndWhereTheyStand() throws IOException {
    Cli cli = test(BAD);

    assertThat(cli.outLines(folder))
        .containsExactly(
            "FAILED it is <gone>  tests.yaml:2",
            "       status: expected 404, got 301",
            "       header server: expected (absent), got istio-envoy",
            "       route: expected default/shop http[0], got default/shop http[1].match[0]",
            "FAILED GET shop.example.com/cart  tests.yaml:5",
            "       share of 10.0.0.1:80: expected 100.0%, got 75.0%",
            "       share of 10.0.0.2:80: expected none, got 25.0%",
            "3 tests: 1 passed, 2 failed");
    assertThat(cli.exitCode()).isEqualTo(1);
  }

  @Test
  void reportIsXmlThatCiSystemsRead() throws IOException {
    Path report = folder.resolve("report.xml");

    test(BAD, "--junit", report);

    assertThat(Files.readString(report))
        .contains(
            "<testsuite name=\"routes\" tests=\"3\" failures=\"2\" errors=\"0\" ",
            "<testcase classname=\"routes\" name=\"it is &lt;gone&gt;\" ",
            "<failure message=\"status: expected 404, got 301\">");
  }

  @Test
  void fieldThatDoesNotExistIsAnError() throws IOException {
    Cli cli = test("tests:\n- url: http://x/\n  expect:\n    stauts: 200\n");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err())
        .contains("tests.yaml:4:5: tests[0].expect.stauts: there is no such field; known here:");
  }

  @Test
  void aMisspelledExpectIsNamed() throws IOException {
    assertThat(test("tests:\n- url: http://x/\n  expct: {status: 200}\n").err())
        .contains("tests.yaml:3:3: tests[0].expct: there is no such field; known here: ");
  }

  @Test
  void whatIsTrueOfAShareOfTheRequestsIsToldSo() throws IOException {
    String tests =
        """
        tests:
        - {url: "http://shop.example.com/cart", expect: {backend: "10.0.0.1:80"}}
        """;
    assertThat(test(tests).outLines(folder))
        .contains("       backend: expected 10.0.0.1:80, got 10.0.0.2:80, for 25% of the requests");
  }

  @Test
  void brokenFilesOfTestsAreErrorsWithAPlace() throws IOException {
    assertThat(test("tests: [\n").err()).contains("tests.yaml:2:1: ");
    assertThat(test("tests: 5\n").err()).contains("tests.yaml:1:1: tests: must be a list\n");
    assertThat(test("tests:\n- url: http://x/\n").err()).contains("must say what is expected");
    assertThat(test("tests: []\n").err()).contains("there is no test");
    assertThat(test("tests: []\n").exitCode()).isEqualTo(2);
  }

  @Test
  void filesAreReadWhereAGatewayCannotBeAsked() {
    assertThat(Cli.run("test", "x.yaml").exitCode()).isEqualTo(2);
    assertThat(Cli.run("test", "x.yaml").err()).contains("say either -f PATH (or -k) or --url URL");
  }

  @Test
  void gatewayThatRunsIsAskedWithTheHostOfTheTest() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(418, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Path tests = folder.resolve("live.yaml");
    Files.writeString(
        tests,
        """
        tests:
        - url: http://shop.example.com/cart
          expect: {status: 418, body: shop.example.com, backend: not-compared}
        - url: http://shop.example.com/other
          expect: {status: 200}
        """);
    try {
      Cli cli =
          Cli.run("test", tests, "--url", "http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(cli.outLines(folder))
          .containsExactly(
              "FAILED GET shop.example.com/other  live.yaml:4",
              "       status: expected 200, got 418",
              "2 tests: 1 passed, 1 failed");
    } finally {
      server.stop(0);
    }
  }
}
