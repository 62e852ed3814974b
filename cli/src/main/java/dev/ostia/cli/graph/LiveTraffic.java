package dev.ostia.cli.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.dump.MessageReader;
import dev.ostia.cli.graph.model.Traffic;
import dev.ostia.cli.graph.model.Traffic.Endpoint;
import dev.ostia.cli.graph.model.Traffic.Flow;
import io.envoyproxy.envoy.admin.v3.ClusterStatus;
import io.envoyproxy.envoy.admin.v3.Clusters;
import io.envoyproxy.envoy.admin.v3.HostStatus;
import io.envoyproxy.envoy.admin.v3.SimpleMetric;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests and errors of a running Envoy for a while, from its admin port. */
final class LiveTraffic {

  private static final String ENVOY = "Envoy's admin port";
  private static final double ALL = 100;
  private static final double NANOS = 1e9;

  /** How much of something there was until now. */
  private record Count(long requests, long errors) {}

  private record Sample(
      long nanos,
      Map<String, Count> listeners,
      Map<String, Count> clusters,
      Map<Endpoint, Count> endpoints) {}

  private LiveTraffic() {}

  /**
   * What happens in the next seconds.
   *
   * @throws CommandFailure if Envoy cannot be asked
   */
  static Traffic of(String admin, int seconds) {
    Sample before = sample(admin);
    try {
      Thread.sleep(seconds * 1000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while requests were counted");
    }
    Sample after = sample(admin);
    double length = (after.nanos - before.nanos) / NANOS;
    return new Traffic(
        flows(before.listeners, after.listeners, length),
        flows(before.clusters, after.clusters, length),
        flows(before.endpoints, after.endpoints, length));
  }

  private static <K> Map<K, Flow> flows(Map<K, Count> before, Map<K, Count> after, double length) {
    Map<K, Flow> flows = new HashMap<>();
    after.forEach(
        (key, now) -> {
          Count then = before.getOrDefault(key, new Count(0, 0));
          long requests = Math.max(0, now.requests - then.requests);
          long errors = Math.max(0, now.errors - then.errors);
          flows.put(key, new Flow(requests / length, requests == 0 ? 0 : ALL * errors / requests));
        });
    return flows;
  }

  private static Sample sample(String admin) {
    String clusters = HttpText.get(admin, "/clusters?format=json", ENVOY);
    Map<String, Long> stats = stats(admin);
    Map<String, Count> byCluster = new HashMap<>();
    Map<Endpoint, Count> byEndpoint = new HashMap<>();
    for (ClusterStatus cluster :
        MessageReader.read(clusters, Clusters.getDefaultInstance()).getClusterStatusesList()) {
      // Requests for which there was no host are in no host's counters.
      long lost =
          stats.getOrDefault("cluster." + cluster.getName() + ".upstream_cx_none_healthy", 0L);
      Count all = new Count(lost, lost);
      for (HostStatus host : cluster.getHostStatusesList()) {
        Count one = count(host);
        byEndpoint.put(new Endpoint(cluster.getName(), address(host)), one);
        all = new Count(all.requests + one.requests, all.errors + one.errors);
      }
      byCluster.put(cluster.getName(), all);
    }
    return new Sample(System.nanoTime(), listeners(stats), byCluster, byEndpoint);
  }

  private static Count count(HostStatus host) {
    long requests = 0;
    long errors = 0;
    for (SimpleMetric metric : host.getStatsList()) {
      switch (metric.getName()) {
        case "rq_total" -> requests = metric.getValue();
        case "rq_error" -> errors = metric.getValue();
        default -> {
          // of connections
        }
      }
    }
    return new Count(requests, errors);
  }

  private static String address(HostStatus host) {
    var socket = host.getAddress().getSocketAddress();
    return host.getAddress().hasPipe()
        ? host.getAddress().getPipe().getPath()
        : socket.getAddress() + ":" + socket.getPortValue();
  }

  private static Map<String, Long> stats(String admin) {
    String filter =
        "(%5Ehttp%5C..*downstream_rq_(completed%7C5xx)%7C%5Ecluster%5C..*upstream_cx_none_healthy)%24";
    String json = HttpText.get(admin, "/stats?format=json&filter=" + filter, ENVOY);
    Map<String, Long> values = new TreeMap<>();
    for (JsonNode stat : tree(json).path("stats")) {
      // Names of clusters may end with a semicolon, for whoever takes stats apart.
      values.put(stat.path("name").asText().replace(";.", "."), stat.path("value").asLong());
    }
    return values;
  }

  /** From {@code http.PREFIX.downstream_rq_completed} and {@code http.PREFIX.downstream_rq_5xx}. */
  private static Map<String, Count> listeners(Map<String, Long> stats) {
    Map<String, Count> counts = new HashMap<>();
    String end = ".downstream_rq_completed";
    stats.forEach(
        (name, value) -> {
          if (name.startsWith("http.") && name.endsWith(end)) {
            String prefix = name.substring("http.".length(), name.length() - end.length());
            long errors = stats.getOrDefault("http." + prefix + ".downstream_rq_5xx", 0L);
            counts.put(prefix, new Count(value, errors));
          }
        });
    return counts;
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the answer of " + ENVOY + " to /stats is not JSON");
    }
  }
}
