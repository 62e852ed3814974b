package dev.ostia.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final String PAGE =
      """
      {"last": 2, "events": [{"id": 1, "kind": "change"}, {"id": 2, "kind": "push"}]}
      """;

  @Test
  void itEndsWhenNobodyWantsMore() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/debug/events",
        exchange -> {
          exchange.sendResponseHeaders(200, PAGE.length());
          exchange.getResponseBody().write(PAGE.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    List<String> seen = new ArrayList<>();
    try {
      new EventStream(
              "127.0.0.1:" + server.getAddress().getPort(), new PrintWriter(new StringWriter()))
          .follow(
              true,
              0,
              event -> {
                seen.add(event.path("kind").asText());
                return false;
              });
    } finally {
      server.stop(0);
    }
    assertThat(seen).containsExactly("change");
  }
}
