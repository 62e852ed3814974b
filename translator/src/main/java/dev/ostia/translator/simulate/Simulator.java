package dev.ostia.translator.simulate;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests from Envoy's configuration alone, as Envoy would, and tells how it came to the
 * answer. Pure: no clock, no network, no chance; traffic split by weight gives one outcome per
 * part.
 */
public final class Simulator {

  private final EnvoyConfig config;
  private final HttpConnections connections = new HttpConnections();
  private final ListenerMatcher listeners;
  private final FilterChainMatcher chains = new FilterChainMatcher();

  /** A simulator of an Envoy that has these resources. */
  public Simulator(EnvoyConfig config) {
    this.config = config;
    this.listeners = new ListenerMatcher(config, connections);
  }

  /** What happens to this request if the endpoint answers 200 at once. */
  public Simulation simulate(Request request) {
    return simulate(request, BackendReply.OK);
  }

  /** What happens to this request if the endpoint answers so. */
  public Simulation simulate(Request request, BackendReply reply) {
    Trace trace = new Trace();
    List<Share> shares = answer(request, reply, trace);
    return new Simulation(request, trace.steps(), shares);
  }

  /** The filter chain that takes the connection of this request; empty if none does. */
  public Optional<FilterChain> filterChain(Request request) {
    Trace trace = new Trace();
    return listeners.select(request, trace).flatMap(l -> chains.select(l, request, trace));
  }

  private List<Share> answer(Request request, BackendReply reply, Trace trace) {
    Optional<Listener> listener = listeners.select(request, trace);
    if (listener.isEmpty()) {
      return whole(new Outcome.Refused("nothing listens on port " + request.port()));
    }
    Optional<FilterChain> chain = chains.select(listener.get(), request, trace);
    if (chain.isEmpty()) {
      return whole(new Outcome.Closed("no filter chain takes this connection"));
    }
    Optional<HttpConnection> http = connections.of(chain.get());
    boolean encrypted = chain.get().hasTransportSocket();
    if (encrypted && !request.tls()) {
      return whole(new Outcome.Closed("the client must speak TLS"));
    }
    if (!encrypted && request.tls() && http.isPresent()) {
      return whole(new Outcome.Closed("the filter chain does not speak TLS"));
    }
    return http.isPresent()
        ? new HttpSimulation(config, http.get(), request, reply, trace).answer()
        : passed(chain.get(), trace);
  }

  private List<Share> passed(FilterChain chain, Trace trace) {
    for (Filter filter : chain.getFiltersList()) {
      if (filter.getTypedConfig().is(TcpProxy.class)) {
        return passed(unpack(filter), trace);
      }
    }
    return whole(new Outcome.Closed("the filter chain has no proxy filter"));
  }

  private List<Share> passed(TcpProxy proxy, Trace trace) {
    if (proxy.hasCluster()) {
      return whole(passed(proxy.getCluster(), trace));
    }
    List<TcpProxy.WeightedCluster.ClusterWeight> clusters =
        proxy.getWeightedClusters().getClustersList();
    long total = clusters.stream().mapToLong(c -> c.getWeight()).sum();
    return clusters.stream()
        .map(c -> new Share(c.getWeight(), total, passed(c.getName(), trace)))
        .toList();
  }

  private Outcome passed(String name, Trace trace) {
    if (!config.clusters().containsKey(name)) {
      trace.passedOver(Stage.CLUSTER, name, "there is no such cluster");
      return new Outcome.Closed("cluster " + name + " does not exist");
    }
    trace.took(Stage.CLUSTER, name, "it exists");
    var endpoints = new EndpointPicker(config).candidates(config.clusters().get(name), trace);
    return endpoints.isEmpty()
        ? new Outcome.Closed("cluster " + name + " has no healthy endpoint")
        : new Outcome.Passed(name, endpoints);
  }

  private static TcpProxy unpack(Filter filter) {
    try {
      return filter.getTypedConfig().unpack(TcpProxy.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "filter " + filter.getName() + " does not hold what its type says", e);
    }
  }

  private static List<Share> whole(Outcome outcome) {
    return List.of(Share.whole(outcome));
  }
}
