package dev.ostia.cli.explain;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.route.RouteOrigin;
import dev.ostia.translator.route.TracedVirtualHost;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of which object something in Envoy's configuration was made from. */
public final class Provenance {

  private static final Pattern VIRTUAL_SERVICE =
      Pattern.compile(".*/namespaces/([^/]+)/virtual-service/([^/]+)");

  private final GatewayModel model;

  /** For this gateway; without objects there are no sources. */
  public Provenance(GatewayModel model) {
    this.model = model;
  }

  /** A rule in short: {@code namespace/name http[0].match[1]}. */
  public static String rule(RouteOrigin origin) {
    return origin.object().qualifiedName() + " " + origin.path().replaceFirst("^spec\\.", "");
  }

  /** The rule that a simulated request takes; empty if none does. */
  public Optional<RouteOrigin> originOf(Simulation simulation) {
    String routes = "";
    String host = "";
    for (Step step : simulation.steps()) {
      if (step.taken() && step.stage() == Stage.ROUTE_CONFIGURATION) {
        routes = step.subject();
      } else if (step.taken() && step.stage() == Stage.VIRTUAL_HOST) {
        host = step.subject();
      } else if (step.taken() && step.stage() == Stage.ROUTE) {
        return originOf(routes, host, step.index());
      }
    }
    return Optional.empty();
  }

  /** The servers of Gateways that a listener was made from. */
  public List<Source> ofListener(String name) {
    List<Source> sources = new ArrayList<>();
    for (BoundServer server : model.ports().servers(name)) {
      sources.add(source(server.gateway(), server.path("")));
    }
    return sources;
  }

  /** The origin of a route. */
  public Optional<RouteOrigin> originOf(String routes, String virtualHost, int index) {
    for (TracedVirtualHost traced : model.translation().virtualHosts(routes)) {
      if (traced.virtualHost().getName().equals(virtualHost)) {
        return index < traced.origins().size()
            ? Optional.of(traced.origins().get(index))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * The VirtualService that the metadata of a route names, or else that of its virtual host, where
   * nothing else is known.
   */
  public static Optional<Source> ofMetadata(VirtualHost host, Route route) {
    return ofMetadata(route.getMetadata()).or(() -> ofMetadata(host.getMetadata()));
  }

  private static Optional<Source> ofMetadata(Metadata metadata) {
    String path =
        metadata
            .getFilterMetadataOrDefault("istio", Struct.getDefaultInstance())
            .getFieldsOrDefault("config", Value.getDefaultInstance())
            .getStringValue();
    Matcher matcher = VIRTUAL_SERVICE.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new Source("VirtualService " + matcher.group(1) + "/" + matcher.group(2), "", null))
        : Optional.empty();
  }

  /** The source of a route. */
  public Optional<Source> of(RouteOrigin origin) {
    return model.view().get(origin.object()).map(object -> source(object, origin.path()));
  }

  /**
   * The objects that a cluster was made from.
   *
   * @param subset of the destination; empty for none
   */
  public List<Source> ofCluster(String name, String subset) {
    List<Source> sources = new ArrayList<>();
    for (ObjectKey key :
        model.translation().origins(ResourceType.CLUSTER, name).stream().sorted().toList()) {
      model
          .view()
          .get(key)
          .ifPresent(
              object ->
                  sources.add(
                      source(
                          object,
                          key.kind() == Kind.DESTINATION_RULE ? subsetPath(object, subset) : "")));
    }
    sources.sort((a, b) -> Boolean.compare(isRule(a), isRule(b)));
    return sources;
  }

  private static boolean isRule(Source source) {
    return source.object().startsWith(Kind.DESTINATION_RULE.kindName() + " ");
  }

  private static String subsetPath(ConfigObject<?> object, String subset) {
    if (subset.isEmpty()
        || !(object.resource() instanceof DestinationRule rule)
        || rule.getSpec() == null
        || rule.getSpec().getSubsets() == null) {
      return "";
    }
    List<Subset> subsets = rule.getSpec().getSubsets();
    for (int i = 0; i < subsets.size(); i++) {
      if (subset.equals(subsets.get(i).getName())) {
        return "spec.subsets[" + i + "]";
      }
    }
    return "";
  }

  private static Source source(ConfigObject<?> object, String field) {
    String at = object.position(field).map(Provenance::fileAndLine).orElse(null);
    return new Source(object.key().toString(), field, at);
  }

  private static String fileAndLine(Position position) {
    return position.file() + ":" + position.line();
  }
}
