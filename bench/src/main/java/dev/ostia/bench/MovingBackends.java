package dev.ostia.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two backends in a network namespace, as the API server takes no loopback address in an
 * EndpointSlice. Each says by {@code x-version} which one it is. Needs root and {@code ip}.
 */
final class MovingBackends implements AutoCloseable {

  /** Where they listen. */
  static final int PORT = 8080;

  static final String ONE = "198.18.7.2";
  static final String TWO = "198.18.7.3";

  private static final String HERE = "198.18.7.1/29";
  private static final String NAME = "ostia-bench";

  private final Process process;

  MovingBackends(Path log) throws Exception {
    ip("netns", "add", NAME);
    try {
      ip("link", "add", NAME, "type", "veth", "peer", "name", "eth0", "netns", NAME);
      ip("addr", "add", HERE, "dev", NAME);
      ip("link", "set", NAME, "up");
      ip("-n", NAME, "addr", "add", ONE + "/29", "dev", "eth0");
      ip("-n", NAME, "addr", "add", TWO + "/29", "dev", "eth0");
      ip("-n", NAME, "link", "set", "eth0", "up");
      process =
          new ProcessBuilder(
                  "ip",
                  "netns",
                  "exec",
                  NAME,
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  MovingBackends.class.getName())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      for (String address : List.of(ONE, TWO)) {
        Commands.await(address, Duration.ofMinutes(1), () -> isThere(address));
      }
    } catch (Exception e) {
      ip("netns", "delete", NAME);
      throw e;
    }
  }

  private static boolean isThere(String address) {
    try (var socket = new java.net.Socket()) {
      socket.connect(new InetSocketAddress(address, PORT), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The process inside the namespace. */
  public static void main(String[] arguments) throws IOException {
    for (String address : List.of(ONE, TWO)) {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, PORT), 100);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getResponseHeaders().set("x-version", address);
              exchange.sendResponseHeaders(200, -1);
            }
          });
      server.start();
    }
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + ": " + output.strip());
    }
  }

  @Override
  public void close() throws IOException {
    Commands.stop(process);
    try {
      ip("netns", "delete", NAME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
