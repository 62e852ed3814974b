package dev.ostia.cli.graph.model;

import java.util.Locale;
import java.util.Map;

/**
 * What a running Envoy did in a while, by what did it.
 *
 * @param listeners HTTP requests, by stat prefix of the connection manager
 * @param clusters requests, by cluster
 * @param endpoints requests, by cluster and {@code address:port}
 */
public record Traffic(
    Map<String, Flow> listeners, Map<String, Flow> clusters, Map<Endpoint, Flow> endpoints) {

  /** Of an Envoy that is not asked. */
  public static final Traffic UNKNOWN = new Traffic(Map.of(), Map.of(), Map.of());

  /** An endpoint of a cluster. */
  public record Endpoint(String cluster, String address) {}

  /**
   * How much there was.
   *
   * @param rate requests each second
   * @param errors how many of a hundred had an answer of 500 and more, or none
   */
  public record Flow(double rate, double errors) {

    @Override
    public String toString() {
      String text = String.format(Locale.ROOT, "%.1f/s", rate);
      return rate > 0 && errors > 0
          ? text + String.format(Locale.ROOT, ", %.1f%% errors", errors)
          : text;
    }
  }

  /** Text of a flow; empty if it is not known. */
  static <K> String text(Map<K, Flow> flows, K key) {
    Flow flow = flows.get(key);
    return flow == null ? "" : flow.toString();
  }
}
