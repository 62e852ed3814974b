package dev.ostia.cli.routetest;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.explain.Asked;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers of a gateway that runs: every request goes to the same address. */
final class Live implements Answers {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static {
    // The JDK's client sends a Host header of its own unless it is told that another is fine.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  Live(URI base) {
    this.base = base;
  }

  @Override
  public List<Answer> to(Asked request, Map<String, String> backends) {
    try {
      HttpResponse<String> response = client.send(message(request), BodyHandlers.ofString());
      List<Header> headers = new ArrayList<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(v -> headers.add(new Header(name, v))));
      return List.of(
          new Answer(
              1,
              Expected.ANSWER,
              response.statusCode(),
              new Headers(headers),
              response.body(),
              "",
              "",
              "",
              "",
              Optional.empty()));
    } catch (ConnectException e) {
      return List.of(Answer.none(1, Expected.REFUSED));
    } catch (IOException e) {
      return List.of(Answer.none(1, Expected.CLOSED));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  @Override
  public boolean knowsEndpoints() {
    return false;
  }

  private HttpRequest message(Asked request) {
    try {
      HttpRequest.Builder message =
          HttpRequest.newBuilder(base.resolve(request.path()))
              .timeout(TIMEOUT)
              .method(request.method(), BodyPublishers.noBody())
              .setHeader("host", request.authority());
      for (Header header : request.headers().entries()) {
        if (!header.name().equals("host")) {
          message.header(header.name(), header.value());
        }
      }
      return message.build();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "the request "
              + request.method()
              + " "
              + request.url()
              + " cannot be sent: "
              + e.getMessage());
    }
  }
}
