package dev.ostia.cli.explain;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.ostia.cli.explain.Explanation.Setting;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.util.ArrayList;
import java.util.List;

/** What the route of a request does beside choosing a destination. */
final class RouteSettings {

  private final Way way;
  private final List<Setting> settings = new ArrayList<>();

  private RouteSettings(Way way) {
    this.way = way;
  }

  static List<Setting> of(Way way) {
    RouteSettings settings = new RouteSettings(way);
    for (Step step : way.steps(Stage.REQUEST)) {
      settings.add("path", step.reason());
    }
    way.route().ifPresent(settings::read);
    return List.copyOf(settings.settings);
  }

  private void read(Route route) {
    for (Step step : way.steps(Stage.ACTION)) {
      if (!step.subject().equals("redirect") && !step.subject().equals("direct response")) {
        add(step.subject(), step.reason());
      }
    }
    if (route.hasRoute()) {
      rewrite();
      timeout(route.getRoute());
      retries(route.getRoute(), way.virtualHost().orElseThrow());
      mirrors(route.getRoute());
      hashing(route.getRoute());
    }
    headers(
        "request headers",
        route.getRequestHeadersToAddList(),
        route.getRequestHeadersToRemoveList());
    headers(
        "response headers",
        route.getResponseHeadersToAddList(),
        route.getResponseHeadersToRemoveList());
    if (route.containsTypedPerFilterConfig("envoy.filters.http.cors")) {
      add("cors", "the route has rules for requests from other origins");
    }
  }

  private void rewrite() {
    for (Share share : way.simulation().shares()) {
      if (share.outcome() instanceof Outcome.Forwarded forwarded) {
        changed("path", forwarded.sent(), ":path", way.request().path());
        changed("host", forwarded.sent(), ":authority", way.request().host());
        return;
      }
    }
  }

  private void changed(String what, Headers sent, String header, String before) {
    String after = sent.value(header).orElse("");
    if (!after.equals(before)) {
      add("rewrite", what + " " + before + " becomes " + after);
    }
  }

  private void timeout(RouteAction action) {
    if (!action.hasTimeout()) {
      add("timeout", "15s, Envoy's default");
    } else {
      boolean none = Durations.toNanos(action.getTimeout()) == 0;
      add("timeout", none ? "none" : text(action.getTimeout()));
    }
  }

  private void retries(RouteAction action, VirtualHost host) {
    boolean own = action.hasRetryPolicy();
    RetryPolicy policy = own ? action.getRetryPolicy() : host.getRetryPolicy();
    int more = policy.hasNumRetries() ? policy.getNumRetries().getValue() : 1;
    if (policy.getRetryOn().isEmpty() || more == 0) {
      add("retries", "none");
      return;
    }
    String each =
        policy.hasPerTryTimeout() ? ", " + text(policy.getPerTryTimeout()) + " for each try" : "";
    add(
        "retries",
        "up to "
            + more
            + each
            + (own ? ", on " + policy.getRetryOn().replace(",", ", ") : ", the default"));
  }

  private void mirrors(RouteAction action) {
    for (RouteAction.RequestMirrorPolicy mirror : action.getRequestMirrorPoliciesList()) {
      String part =
          mirror.hasRuntimeFraction()
              ? percent(mirror.getRuntimeFraction().getDefaultValue()) + " of the requests"
              : "all requests";
      add("mirror", part + " also to " + mirror.getCluster());
    }
  }

  private void hashing(RouteAction action) {
    for (RouteAction.HashPolicy policy : action.getHashPolicyList()) {
      switch (policy.getPolicySpecifierCase()) {
        case HEADER -> add("sticky by", "header " + policy.getHeader().getHeaderName());
        case COOKIE -> add("sticky by", "cookie " + policy.getCookie().getName());
        case CONNECTION_PROPERTIES -> add("sticky by", "the client's address");
        case QUERY_PARAMETER ->
            add("sticky by", "query parameter " + policy.getQueryParameter().getName());
        default -> add("sticky by", "another property");
      }
    }
  }

  private void headers(String what, List<HeaderValueOption> added, List<String> removed) {
    List<String> parts = new ArrayList<>();
    for (HeaderValueOption option : added) {
      boolean append =
          option.getAppendAction() == HeaderValueOption.HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD;
      parts.add(
          (append ? "add " : "set ")
              + option.getHeader().getKey()
              + ": "
              + option.getHeader().getValue());
    }
    removed.forEach(name -> parts.add("remove " + name));
    if (!parts.isEmpty()) {
      add(what, String.join(", ", parts));
    }
  }

  private static String percent(FractionalPercent percent) {
    double of =
        switch (percent.getDenominator()) {
          case TEN_THOUSAND -> 10_000;
          case MILLION -> 1_000_000;
          default -> 100;
        };
    return Numbers.percent(percent.getNumerator() * 100 / of);
  }

  /** As Istio writes durations: {@code 500ms}, {@code 2s}, {@code 1.5s}. */
  private static String text(Duration duration) {
    long millis = Durations.toMillis(duration);
    if (millis % 1000 == 0) {
      return millis / 1000 + "s";
    }
    return millis < 1000 ? millis + "ms" : millis / 1000.0 + "s";
  }

  private void add(String name, String value) {
    settings.add(new Setting(name, value));
  }
}
