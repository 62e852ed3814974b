package dev.ostia.cli.graph.model;

import dev.ostia.cli.explain.Provenance;
import dev.ostia.cli.explain.Source;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import dev.ostia.cli.graph.model.GraphDraft.Content;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.ClusterName;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Services, subsets and their endpoints. */
final class ServiceNodes {

  private static final int MAX_ENDPOINTS = 8;
  private static final Set<HealthStatus> USABLE =
      Set.of(HealthStatus.UNKNOWN, HealthStatus.HEALTHY, HealthStatus.DEGRADED);

  private final GatewayModel model;
  private final Provenance provenance;
  private final GraphDraft draft;
  private final Problems problems;
  private final Traffic traffic;
  private final boolean endpointsKnown;

  ServiceNodes(
      GatewayModel model,
      GraphDraft draft,
      Problems problems,
      Traffic traffic,
      boolean endpointsKnown) {
    this.model = model;
    this.provenance = new Provenance(model);
    this.draft = draft;
    this.problems = problems;
    this.traffic = traffic;
    this.endpointsKnown = endpointsKnown;
  }

  /** What a client notices when there is nothing behind a route. */
  enum Failure {
    /** Of a request. */
    ANSWER("requests get 503"),
    /** Of a connection that is passed on as it is. */
    CLOSED("connections are closed");

    private final String text;

    Failure(String text) {
      this.text = text;
    }
  }

  /** An arrow from a route to a cluster, which is drawn if it is not there yet. */
  void connect(String route, String cluster, String label, Failure failure) {
    String known = draft.known(Column.SERVICE, cluster);
    String id = known == null ? draw(cluster, failure) : known;
    draft.connect(route, id, label, Traffic.text(traffic.clusters(), cluster));
  }

  private String draw(String name, Failure failure) {
    Cluster cluster = model.envoy().clusters().get(name);
    Optional<ClusterName> parts = parts(name);
    List<String> lines = new ArrayList<>();
    List<Note> found = new ArrayList<>(ofObjects(name, parts.map(ClusterName::subset).orElse("")));
    parts.ifPresent(
        known -> {
          if (!known.subset().isEmpty()) {
            lines.add("subset " + known.subset());
          }
        });
    List<LbEndpoint> endpoints = List.of();
    if (cluster == null) {
      found.add(new Note("the cluster does not exist: " + failure.text, State.BROKEN));
    } else {
      endpoints = endpoints(cluster);
      describe(cluster, endpoints, failure, lines, found);
    }
    List<String> sources =
        provenance.ofCluster(name, parts.map(ClusterName::subset).orElse("")).stream()
            .map(Source::toString)
            .toList();
    String label = parts.map(known -> known.host() + ":" + known.port()).orElse(name);
    String id = draft.add(Column.SERVICE, name, new Content(label, lines, sources, found));
    endpoints(id, name, endpoints);
    return id;
  }

  private List<Note> ofObjects(String cluster, String subset) {
    List<Note> found = new ArrayList<>();
    for (ObjectKey key : model.translation().origins(ResourceType.CLUSTER, cluster)) {
      String part =
          provenance.ofCluster(cluster, subset).stream()
              .filter(source -> source.object().equals(key.toString()))
              .map(Source::field)
              .findFirst()
              .orElse("");
      found.addAll(
          key.kind() == Kind.DESTINATION_RULE
              ? problems.of(key, "spec.subsets", part.isEmpty() ? "-" : part)
              : problems.ofWhole(key));
    }
    return found;
  }

  private void describe(
      Cluster cluster,
      List<LbEndpoint> endpoints,
      Failure failure,
      List<String> lines,
      List<Note> found) {
    if (cluster.getType() == DiscoveryType.ORIGINAL_DST) {
      lines.add("where the client wanted to go");
      return;
    }
    if (cluster.hasTransportSocket() || cluster.getTransportSocketMatchesCount() > 0) {
      lines.add("over TLS");
    }
    long usable = endpoints.stream().filter(ServiceNodes::isUsable).count();
    if (endpoints.isEmpty() && !endpointsKnown) {
      lines.add("endpoints are not in these files");
    } else if (endpoints.isEmpty()) {
      // A diagnostic may say why: then it says it alone, but as bad as it is.
      boolean told = found.stream().anyMatch(ServiceNodes::isOfEndpoints);
      found.replaceAll(note -> isOfEndpoints(note) ? new Note(note.text(), State.BROKEN) : note);
      if (!told) {
        found.add(new Note("no endpoint: " + failure.text, State.BROKEN));
      }
    } else if (usable == 0) {
      found.add(new Note("no endpoint is healthy: " + failure.text, State.BROKEN));
    } else if (usable < endpoints.size()) {
      lines.add("%d of %d endpoints healthy".formatted(usable, endpoints.size()));
    }
  }

  private static boolean isOfEndpoints(Note note) {
    return (note.text().contains(DiagnosticCode.NO_EFFECT.id() + " ")
            || note.text().contains(DiagnosticCode.SUBSET_WITHOUT_PODS.id() + " "))
        && note.text().contains("get 503");
  }

  private static Optional<ClusterName> parts(String name) {
    try {
      return Optional.of(ClusterName.parse(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<LbEndpoint> endpoints(Cluster cluster) {
    String service = cluster.getEdsClusterConfig().getServiceName();
    ClusterLoadAssignment assignment =
        cluster.getType() == DiscoveryType.EDS
            ? model.envoy().assignments().get(service.isEmpty() ? cluster.getName() : service)
            : cluster.getLoadAssignment();
    return assignment == null
        ? List.of()
        : assignment.getEndpointsList().stream()
            .flatMap(locality -> locality.getLbEndpointsList().stream())
            .toList();
  }

  private static boolean isUsable(LbEndpoint endpoint) {
    return USABLE.contains(endpoint.getHealthStatus());
  }

  private void endpoints(String service, String cluster, List<LbEndpoint> endpoints) {
    for (LbEndpoint endpoint : endpoints.subList(0, Math.min(MAX_ENDPOINTS, endpoints.size()))) {
      String address = address(endpoint.getEndpoint().getAddress());
      String known = draft.known(Column.ENDPOINT, address);
      String id = known == null ? endpoint(address, endpoint) : known;
      draft.connect(
          service,
          id,
          "",
          Traffic.text(traffic.endpoints(), new Traffic.Endpoint(cluster, address)));
    }
    if (endpoints.size() > MAX_ENDPOINTS) {
      String id =
          draft.add(
              Column.ENDPOINT,
              cluster + " more",
              new Content(
                  "and %d more".formatted(endpoints.size() - MAX_ENDPOINTS),
                  List.of(),
                  List.of(),
                  List.of()));
      draft.connect(service, id, "", "");
    }
  }

  private String endpoint(String address, LbEndpoint endpoint) {
    List<Note> found =
        isUsable(endpoint)
            ? List.of()
            : List.of(new Note("it is " + endpoint.getHealthStatus().name(), State.BROKEN));
    String health = isUsable(endpoint) ? "ready" : "not ready";
    return draft.add(
        Column.ENDPOINT, address, new Content(address, List.of(health), List.of(), found));
  }

  private static String address(Address address) {
    if (address.hasPipe()) {
      return address.getPipe().getPath();
    }
    return address.getSocketAddress().getAddress()
        + ":"
        + address.getSocketAddress().getPortValue();
  }
}
