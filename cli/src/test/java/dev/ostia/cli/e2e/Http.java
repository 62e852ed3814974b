package dev.ostia.cli.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Single requests to servers on loopback. */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** Status and body of a GET, such as {@code 200 v1}; {@code refused} where nobody listens. */
  public static String get(int port, String path) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return (answer.statusCode() + " " + answer.body()).trim();
    } catch (IOException e) {
      return "refused";
    }
  }

  /** The value of one of Envoy's counters or gauges. */
  static long envoyStat(int adminPort, String name) throws InterruptedException {
    return get(adminPort, "/stats?filter=" + name.replace(".", "%5C."))
        .lines()
        .map(line -> line.replaceFirst("^200 ", ""))
        .filter(line -> line.startsWith(name + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
        .findFirst()
        .orElse(0);
  }
}
