package dev.ostia.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** One Envoy, started by `ostia proxy`, that answers on a port. */
final class Gateway implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final int adminPort;

  private Gateway(Process process, int adminPort) {
    this.process = process;
    this.adminPort = adminPort;
  }

  /** Starts an Envoy that gets its configuration from a port on loopback. */
  static Gateway start(Path folder, String name, int xdsPort) throws IOException {
    int adminPort = Commands.freePort();
    Process process =
        Commands.start(
            folder.resolve(name + ".log"),
            "proxy",
            "--xds-address",
            "127.0.0.1:" + xdsPort,
            "--id",
            name,
            "--admin-port",
            Integer.toString(adminPort),
            "--ready-port",
            Integer.toString(Commands.freePort()),
            "--stats-port",
            Integer.toString(Commands.freePort()),
            "--concurrency",
            "1");
    return new Gateway(process, adminPort);
  }

  /** Waits until a host answers with a version. */
  void awaitVersion(int port, String host, String version) throws Exception {
    Commands.await(
        "an answer of " + host,
        Duration.ofMinutes(5),
        () -> {
          try (Probe probe = new Probe(port)) {
            return probe.ask(host).equals(version);
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** The CPU time of the Envoy process so far, in seconds. */
  double cpuSeconds() throws IOException {
    double seconds = 0;
    for (ProcessHandle child : process.descendants().toList()) {
      seconds += ProcessFigures.of(child.pid()).cpuSeconds();
    }
    return seconds;
  }

  /** Bytes that this Envoy has received from its control plane. */
  long bytesReceived() throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:"
                            + adminPort
                            + "/stats?filter=xds-grpc.*upstream_cx_rx_bytes_total"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String number = answer.body().trim().replaceFirst("(?s).*: ", "");
    return number.isEmpty() ? 0 : Long.parseLong(number);
  }

  @Override
  public void close() {
    Commands.stop(process);
  }
}
