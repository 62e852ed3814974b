package dev.ostia.cli.explain;

import com.google.common.base.Strings;
import dev.ostia.cli.explain.Explanation.Host;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.route.shard.ShardNames;
import dev.ostia.translator.route.shard.WholeRoutes;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The virtual hosts that almost got a request, and why they did not. */
final class NearestHosts {

  private static final int MOST = 3;
  private static final double ALIKE = 0.6;

  private record Near(Host host, double likeness) {}

  private NearestHosts() {}

  static List<Host> of(Way way) {
    String asked = bare(way.request().host().toLowerCase(Locale.ROOT));
    Map<String, Step> steps = new HashMap<>();
    way.steps(Stage.VIRTUAL_HOST).forEach(step -> steps.put(step.subject(), step));
    List<Near> near = new ArrayList<>();
    for (VirtualHost host : hostsOfThePort(way)) {
      Step step = steps.get(host.getName());
      if (step == null) {
        // Of another shard, where no host is that covers the one asked for.
        near.add(near(host, asked, ""));
      } else if (!step.taken()) {
        near.add(near(host, asked, step.reason()));
      }
    }
    return near.stream()
        .filter(n -> n.likeness >= ALIKE)
        .sorted(Comparator.comparingDouble(Near::likeness).reversed())
        .limit(MOST)
        .map(Near::host)
        .toList();
  }

  /** Also those of other shards, which Envoy does not look at. */
  private static List<VirtualHost> hostsOfThePort(Way way) {
    RouteConfiguration asked = way.routes().orElseThrow();
    String whole = ShardNames.whole(asked.getName());
    return WholeRoutes.of(way.model().envoy().routes().values()).stream()
        .filter(routes -> routes.getName().equals(whole))
        .findFirst()
        .orElse(asked)
        .getVirtualHostsList();
  }

  private static Near near(VirtualHost host, String asked, String reason) {
    String best = "";
    double most = -1;
    for (String domain : host.getDomainsList()) {
      double likeness = likeness(domain, asked);
      if (likeness > most) {
        most = likeness;
        best = domain;
      }
    }
    boolean beaten = HostPatterns.covers(best, asked);
    String why = beaten ? reason : whyNot(best, asked);
    return new Near(new Host(host.getName(), host.getDomainsList(), why), beaten ? 1 : most);
  }

  private static String whyNot(String domain, String asked) {
    if (!HostPatterns.isWildcard(domain)) {
      return domain + " is not " + asked;
    }
    return domain.equals("*." + asked)
        ? domain + " does not cover " + asked + " itself"
        : domain + " does not cover " + asked;
  }

  /** From 0 to 1: how much of the two names is the same, counted from both ends. */
  static double likeness(String domain, String asked) {
    String name = HostPatterns.isWildcard(domain) ? domain.substring(1) : domain;
    if (name.isEmpty()) {
      return 0;
    }
    int prefix = Strings.commonPrefix(name, asked).length();
    int suffix =
        Math.min(
            Strings.commonSuffix(name, asked).length(),
            Math.min(name.length(), asked.length()) - prefix);
    return (double) (prefix + suffix) / Math.max(name.length(), asked.length());
  }

  /** Without a port. */
  static String bare(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
