package dev.ostia.cli.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request through a gateway. What it did not reach is null or empty.
 *
 * @param request in one line: {@code GET http://example.com/}
 * @param virtualHosts the nearest ones that did not get the request
 * @param routes those that were looked at, in order; the last one matched unless none did
 * @param routesNotLookedAt how many come after the one that matched
 * @param settings what the route does beside choosing a destination
 */
public record Explanation(
    String request,
    @Nullable Listening listener,
    @Nullable Chain filterChain,
    @Nullable Host virtualHost,
    List<Host> virtualHosts,
    List<Candidate> routes,
    int routesNotLookedAt,
    List<Setting> settings,
    List<Target> targets,
    Verdict verdict) {

  /**
   * The listener that takes the connection.
   *
   * @param clientPort the port that the client connects to
   * @param port the port that the proxy listens on
   */
  public record Listening(String name, int clientPort, int port, List<Source> sources) {}

  /**
   * The filter chain that the connection gets.
   *
   * @param certificates names of the certificates that the gateway may show
   */
  public record Chain(
      String name, String reason, List<String> certificates, boolean asksClientCertificate) {}

  /** A virtual host, with the reason why the request gets it or does not. */
  public record Host(String name, List<String> domains, String reason) {}

  /**
   * A route.
   *
   * @param reason the first condition that failed; for the one that matched its conditions
   */
  public record Candidate(
      int index, String name, boolean matches, String reason, @Nullable Source source) {}

  /** Such as {@code timeout} and {@code 5s}. */
  public record Setting(String name, String value) {}

  /**
   * A cluster that gets the request, or a part of such requests.
   *
   * @param percent of the requests of this route
   */
  public record Target(
      String cluster,
      double percent,
      boolean exists,
      List<Source> sources,
      List<Endpoint> endpoints) {}

  /**
   * An endpoint of a cluster.
   *
   * @param usable whether it may get the request
   */
  public record Endpoint(String address, boolean usable, String reason) {}

  /**
   * What comes of it.
   *
   * @param outcome {@code forwarded}, {@code answered} by the gateway itself, {@code passed} on as
   *     TCP, {@code refused} or {@code closed}
   * @param status of the answer; where the request is forwarded, the one that it has if the
   *     endpoint answers 200; null if there is no answer
   * @param summary one sentence
   * @param remedy what to do about it most likely; empty where nothing is wrong
   */
  public record Verdict(
      String outcome, @Nullable Integer status, String summary, String remedy, List<Part> parts) {}

  /** A part of the requests, where not all get the same. */
  public record Part(double percent, String outcome, @Nullable Integer status, String reason) {}
}
