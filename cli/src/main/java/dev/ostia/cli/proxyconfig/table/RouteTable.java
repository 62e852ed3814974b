package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import dev.ostia.translator.route.shard.WholeRoutes;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** {@code proxy-config route}. */
public final class RouteTable {

  private static final int PADDING = 5;

  private final List<RouteConfiguration> configurations;

  private RouteTable(List<RouteConfiguration> configurations) {
    this.configurations = configurations;
  }

  /**
   * The route configurations of a dump, dynamic ones first.
   *
   * @throws CommandFailure if there is none
   */
  public static RouteTable of(ConfigDump dump, RouteFilter filter) {
    RoutesConfigDump routes = dump.section(RoutesConfigDump.getDefaultInstance());
    List<RouteConfiguration> all = new ArrayList<>();
    for (RoutesConfigDump.DynamicRouteConfig one : routes.getDynamicRouteConfigsList()) {
      if (one.hasRouteConfig()) {
        all.add(Unpacked.as(one.getRouteConfig(), RouteConfiguration.getDefaultInstance()));
      }
    }
    for (RoutesConfigDump.StaticRouteConfig one : routes.getStaticRouteConfigsList()) {
      if (one.hasRouteConfig()) {
        all.add(Unpacked.as(one.getRouteConfig(), RouteConfiguration.getDefaultInstance()));
      }
    }
    if (all.isEmpty()) {
      throw new CommandFailure("no routes found");
    }
    sort(all);
    return new RouteTable(all.stream().filter(filter::matches).toList());
  }

  /**
   * As istioctl sorts: neighbours change places if both names are numbers in the wrong order; other
   * names stay where they are and nothing moves past them.
   */
  private static void sort(List<RouteConfiguration> all) {
    for (int i = 1; i < all.size(); i++) {
      for (int j = i; j > 0 && isBefore(all.get(j), all.get(j - 1)); j--) {
        Collections.swap(all, j, j - 1);
      }
    }
  }

  private static boolean isBefore(RouteConfiguration one, RouteConfiguration other) {
    OptionalInt mine = number(one.getName());
    OptionalInt others = number(other.getName());
    return mine.isPresent() && others.isPresent() && mine.getAsInt() < others.getAsInt();
  }

  private static OptionalInt number(String name) {
    try {
      return OptionalInt.of(Integer.parseInt(name));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** The route configurations themselves, in the table's order. */
  public List<RouteConfiguration> configurations() {
    return configurations;
  }

  /** One line for each route. */
  public String summary() {
    return summary("");
  }

  /** The table of {@code proxy-config all}: names say of what they are. */
  public String namedSummary() {
    return summary("route/");
  }

  private String summary(String prefix) {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE");
    for (RouteConfiguration configuration : WholeRoutes.of(configurations)) {
      for (VirtualHost host : configuration.getVirtualHostsList()) {
        rows(table, prefix + configuration.getName(), host);
      }
    }
    return table.toString();
  }

  private static void rows(TabTable table, String name, VirtualHost host) {
    String domains = RouteText.domains(host.getDomainsList());
    for (Route route : host.getRoutesList()) {
      if (!route.getRoute().getCluster().equals("PassthroughCluster")) {
        table.row(
            name,
            host.getName(),
            domains,
            RouteText.path(route.getMatch()),
            IstioConfig.describe(host, route));
      }
    }
    if (host.getRoutesCount() == 0) {
      table.row(name, host.getName(), domains, "/*", "404");
    }
  }

  /** One line for each route configuration. */
  public String counts() {
    return counts("");
  }

  /** The same for {@code proxy-config all}. */
  public String namedCounts() {
    return counts("route/");
  }

  private String counts(String prefix) {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "VIRTUAL HOSTS");
    for (RouteConfiguration configuration : WholeRoutes.of(configurations)) {
      table.row(prefix + configuration.getName(), configuration.getVirtualHostsCount());
    }
    return table.toString();
  }

  /**
   * With the shards of a port by themselves, all domains, all conditions and where each route
   * leads.
   */
  public String wide() {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "VHOST NAME", "DOMAINS", "MATCH", "DESTINATION", "VIRTUAL SERVICE");
    for (RouteConfiguration configuration : configurations) {
      for (VirtualHost host : configuration.getVirtualHostsList()) {
        String domains = String.join(", ", host.getDomainsList());
        for (Route route : host.getRoutesList()) {
          table.row(
              configuration.getName(),
              host.getName(),
              domains,
              WideRouteText.match(route.getMatch()),
              WideRouteText.destination(route),
              IstioConfig.describe(host, route));
        }
        if (host.getRoutesCount() == 0) {
          table.row(configuration.getName(), host.getName(), domains, "/*", "404", "");
        }
      }
    }
    return table.toString();
  }
}
