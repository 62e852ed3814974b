package dev.ostia.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A small HTTP server on a free port of the loopback interface. */
final class Backend implements AutoCloseable {

  /** What it answers; bodies that begin with a brace are JSON. */
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Backend(Function<HttpExchange, Answer> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
  }

  /**
   * Starts one.
   *
   * @throws IOException if no port is free
   */
  static Backend start(Function<HttpExchange, Answer> answers) throws IOException {
    return new Backend(answers);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void handle(HttpExchange exchange, Function<HttpExchange, Answer> answers)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Answer answer = answers.apply(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      String type = answer.body().startsWith("{") ? "application/json" : "text/plain";
      exchange.getResponseHeaders().set("content-type", type);
      boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
