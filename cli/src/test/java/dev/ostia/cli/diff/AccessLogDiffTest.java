package dev.ostia.cli.diff;

import static dev.ostia.cli.diff.DiffCommandTest.GATEWAY;
import static dev.ostia.cli.diff.DiffCommandTest.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of real traffic, answered by both sides. */
class AccessLogDiffTest {

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
  void requestsOfAnAccessLogAreAnsweredBeforeAndAfter() throws IOException {
    Files.writeString(
        now.resolve("all.yaml"), GATEWAY + SHOP.replace("prefix: /cart", "prefix: /basket"));
    String text =
        "[2026-01-02T03:04:05.678Z] \"GET /cart/%d?x=y HTTP/1.1\" 200 - via_upstream - \"-\" 0 135"
            + " 3 1 \"1.2.3.4\" \"curl/8.5 (x y)\" \"84961386-6d84-929d-98bd-c5aee93b5c88\""
            + " \"shop.example.com\" \"10.0.0.1:80\" outbound|80||shop.default.svc.cluster.local"
            + " 10.0.0.9:41854 10.0.0.9:8080 1.2.3.4:37652 - -\n";
    String json =
        "{\"method\":\"GET\",\"path\":\"/cart\",\"authority\":\"shop.example.com\","
            + "\"downstream_local_address\":\"10.0.0.9:8080\",\"requested_server_name\":null,"
            + "\"user_agent\":\"curl\"}\n";
    Path log = folder.resolve("access.log");
    Files.writeString(
        log,
        text.formatted(1)
            + text.formatted(2)
            + json
            + text.replace("/cart/%d?x=y", "/other")
            + "a line of something else\n");

    Cli cli = diff("--access-log", log, "--no-lines");

    assertThat(cli.out())
        .endsWith(
            """
            access log: 3 of 4 requests would go elsewhere
              3 to shop.example.com, such as GET http://shop.example.com/cart/1?x=y
                before  outbound|80||shop.default.svc.cluster.local by default/shop http[0].match[0]
                after   301 by default/shop http[1]
              1 line not read as a request
            """);
  }

  @Test
  void requestsOfALocalPortAreToldFromAnotherOfTheGateway() throws IOException {
    String served = GATEWAY.replace("targetPort: 8080", "targetPort: 80");
    Files.writeString(old.resolve("all.yaml"), served + SHOP);
    Files.writeString(
        now.resolve("all.yaml"), served + SHOP.replace("prefix: /cart", "prefix: /basket"));
    Path log = folder.resolve("access.log");
    Files.writeString(
        log,
        """
        {"method":"GET","path":"/cart","authority":"localhost:9080","downstream_local_address":"127.0.0.1:9080"}
        {"method":"GET","path":"/cart","authority":"shop.example.com","downstream_local_address":"127.0.0.1:9080"}
        """);

    assertThat(diff("--access-log", log, "--no-lines").out())
        .endsWith(
            """
            access log: 0 of 2 requests would go elsewhere
              2 requests came to port 9080, where neither side listens: where port 80 of a Gateway is served there, say --port 80=9080
            """);
    assertThat(diff("--access-log", log, "--no-lines", "--port", "80=9080").out())
        .endsWith(
            """
            access log: 1 of 2 requests would go elsewhere
              1 to shop.example.com, such as GET http://shop.example.com/cart
                before  outbound|80||shop.default.svc.cluster.local by default/shop http[0].match[0]
                after   301 by default/shop http[1]
            """);
  }

  @Test
  void oneByteOfAClientThatIsNoTextLosesNoLog() throws IOException {
    String line =
        "{\"method\":\"GET\",\"path\":\"/cart\",\"authority\":\"shop.example.com\","
            + "\"downstream_local_address\":\"10.0.0.9:8080\",\"user_agent\":\"caf\u00e9\"}\n";
    Path log = folder.resolve("access.log");
    Files.write(log, line.getBytes(StandardCharsets.ISO_8859_1));

    Cli cli = diff("--access-log", log, "--no-lines");

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isZero();
  }

  @Test
  void logInAnotherFormatIsAnError() throws IOException {
    Path log = folder.resolve("access.log");
    Files.writeString(log, "127.0.0.1 - - GET /\n");

    Cli cli = diff("--access-log", log);

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("is not in Istio's default format, text or JSON");
  }
}
