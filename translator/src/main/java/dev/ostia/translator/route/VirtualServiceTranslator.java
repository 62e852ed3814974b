package dev.ostia.translator.route;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableList;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.route.feature.RouteFeatures;
import dev.ostia.translator.route.match.RouteMatches;
import dev.ostia.translator.route.rule.RouteContext;
import dev.ostia.translator.route.rule.RuleScope;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The HTTP rules of one VirtualService as routes. */
final class VirtualServiceTranslator {

  private final ConfigObject<VirtualService> object;
  private final RouteContext context;
  private final Surroundings surroundings;
  private final List<SourcedRoute> routes = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private VirtualServiceTranslator(
      ConfigObject<VirtualService> object, RouteContext context, Surroundings surroundings) {
    this.object = object;
    this.context = context;
    this.surroundings = surroundings;
  }

  /** Translates all rules up to the first that leaves nothing to those after it. */
  static VirtualServiceRoutes translate(
      ConfigObject<VirtualService> object, RouteContext context, Surroundings surroundings) {
    AskedDestinations asked = new AskedDestinations(surroundings.destinations());
    VirtualServiceTranslator translator =
        new VirtualServiceTranslator(
            object,
            context,
            new Surroundings(
                surroundings.proxy(), surroundings.mesh(), asked, surroundings.virtualServices()));
    translator.rules();
    return new VirtualServiceRoutes(
        ImmutableList.copyOf(translator.routes),
        ImmutableList.copyOf(translator.diagnostics),
        asked.answers());
  }

  private void rules() {
    List<SourcedRule> http = Delegates.rules(object, surroundings, diagnostics::add);
    boolean open = true;
    boolean reachable = true;
    for (SourcedRule sourced : http) {
      if (!reachable) {
        unreachable(sourced);
        return;
      }
      if (open) {
        open = rule(sourced);
      }
      reachable = !endsAlways(sourced.rule());
    }
  }

  /** Whether the rule takes all requests, whatever the context. */
  private static boolean endsAlways(HTTPRoute rule) {
    return entries(rule).isEmpty() || entries(rule).stream().anyMatch(RouteMatches::takesAll);
  }

  private static List<HTTPMatchRequest> entries(HTTPRoute rule) {
    return rule.getMatch() == null ? List.of() : rule.getMatch();
  }

  private record Entry(RouteMatch match, HTTPMatchRequest source, String field) {}

  /** Adds the routes of a rule; false if nothing after it can be reached. */
  private boolean rule(SourcedRule sourced) {
    HTTPRoute rule = sourced.rule();
    String path = sourced.path();
    RuleScope scope =
        new RuleScope(sourced.object(), context, surroundings, path, diagnostics::add);
    List<HTTPMatchRequest> sources = entries(rule);
    List<Entry> entries = applicable(sources, scope);
    if (entries.isEmpty() && !sources.isEmpty()) {
      return true;
    }
    Route.Builder template = Route.newBuilder();
    RouteFeatures.apply(rule, scope, template);
    String name = nullToEmpty(rule.getName());
    if (sources.isEmpty()) {
      add(scope, template.setName(name), RouteMatches.EVERYTHING, path);
      return false;
    }
    for (Entry entry : entries) {
      String suffix = nullToEmpty(entry.source.getName());
      template.setName(suffix.isEmpty() ? name : name + "." + suffix);
      template.setStatPrefix(nullToEmpty(entry.source.getStatPrefix()));
      add(scope, template, entry.match, path + entry.field);
    }
    return !RouteMatches.isCatchAll(entries.getLast().match);
  }

  /** The entries that apply to this context, up to the first that takes all requests. */
  private static List<Entry> applicable(List<HTTPMatchRequest> sources, RuleScope scope) {
    List<Entry> entries = new ArrayList<>(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      String field = ".match[" + i + "]";
      Optional<RouteMatch> match = RouteMatches.of(sources.get(i), field, scope);
      if (match.isPresent()) {
        entries.add(new Entry(match.get(), sources.get(i), field));
        if (RouteMatches.isCatchAll(match.get())) {
          break;
        }
      }
    }
    return entries;
  }

  private void add(RuleScope scope, Route.Builder template, RouteMatch match, String path) {
    if (!scope.refused()) {
      routes.add(
          new SourcedRoute(
              template.setMatch(match).build(),
              new RouteOrigin(scope.object().key(), path),
              RouteMatches.isCatchAll(match)));
    }
  }

  private void unreachable(SourcedRule rule) {
    diagnostics.add(
        Diagnostic.of(
            DiagnosticCode.NO_EFFECT,
            rule.object(),
            rule.path(),
            "the rule before takes all requests, so this rule and those after it are never used",
            "Move the rule without match, or with prefix /, to the end"));
  }
}
