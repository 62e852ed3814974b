package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.ListenersConfigDump;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code proxy-config listener}. */
public final class ListenerTable {

  private static final int PADDING = 1;
  private static final String ACTIVE = "ACTIVE";

  /** A listener and how it stands in Envoy. */
  private record Row(Listener listener, String state) {}

  /** A filter chain in words. */
  private record Chain(String match, String destination) {}

  private static final Comparator<Row> ORDER =
      Comparator.<Row>comparingInt(row -> ListenerText.port(row.listener))
          .thenComparing(row -> ListenerText.addresses(row.listener).getFirst())
          .thenComparing(row -> ListenerText.type(row.listener));

  private final List<Row> rows;

  private ListenerTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * The listeners of a dump: those that take connections, and the static ones.
   *
   * @param allStates whether those that are warming, draining or refused are wanted, too
   * @throws CommandFailure if there is none
   */
  public static ListenerTable of(ConfigDump dump, ListenerFilter filter, boolean allStates) {
    ListenersConfigDump listeners = listeners(dump);
    List<Row> rows = new ArrayList<>();
    for (ListenersConfigDump.DynamicListener one : listeners.getDynamicListenersList()) {
      add(rows, one.getActiveState(), ACTIVE);
      if (allStates) {
        add(rows, one.getWarmingState(), "WARMING");
        add(rows, one.getDrainingState(), "DRAINING");
        addRefused(rows, one);
      }
    }
    for (ListenersConfigDump.StaticListener one : listeners.getStaticListenersList()) {
      if (one.hasListener()) {
        rows.add(new Row(Unpacked.as(one.getListener(), Listener.getDefaultInstance()), "STATIC"));
      }
    }
    if (rows.isEmpty()) {
      throw new CommandFailure("no listeners found");
    }
    return new ListenerTable(rows.stream().filter(row -> filter.matches(row.listener)).toList());
  }

  private static ListenersConfigDump listeners(ConfigDump dump) {
    try {
      return dump.section(ListenersConfigDump.getDefaultInstance());
    } catch (CommandFailure none) {
      throw new CommandFailure("listener dump: " + none.getMessage());
    }
  }

  private static void add(
      List<Row> rows, ListenersConfigDump.DynamicListenerState state, String name) {
    if (state.hasListener()) {
      rows.add(new Row(Unpacked.as(state.getListener(), Listener.getDefaultInstance()), name));
    }
  }

  private static void addRefused(List<Row> rows, ListenersConfigDump.DynamicListener one) {
    if (one.hasErrorState()) {
      Listener refused =
          Unpacked.as(one.getErrorState().getFailedConfiguration(), Listener.getDefaultInstance());
      rows.add(new Row(refused, "ERROR: " + one.getErrorState().getDetails()));
    }
  }

  /** The listeners themselves, in the dump's order. */
  public List<Listener> listeners() {
    return rows.stream().map(Row::listener).toList();
  }

  /** One line for each filter chain. */
  public String summary() {
    return summary(false);
  }

  /** The table of {@code proxy-config all}, with a column for the name. */
  public String namedSummary() {
    return summary(true);
  }

  private String summary(boolean named) {
    TabTable table = new TabTable(PADDING);
    row(table, named, "NAME", "ADDRESSES", "PORT", "MATCH", "DESTINATION");
    for (Row row : sorted()) {
      for (Chain chain : chains(row.listener)) {
        row(
            table,
            named,
            name(row),
            addresses(row),
            ListenerText.port(row.listener),
            chain.match,
            chain.destination);
      }
    }
    return table.toString();
  }

  /** One line for each listener. */
  public String types() {
    return types(false);
  }

  /** The same for {@code proxy-config all}. */
  public String namedTypes() {
    return types(true);
  }

  private String types(boolean named) {
    TabTable table = new TabTable(PADDING);
    row(table, named, "NAME", "ADDRESSES", "PORT", "TYPE");
    for (Row row : sorted()) {
      Listener listener = row.listener;
      row(
          table,
          named,
          name(row),
          addresses(row),
          ListenerText.port(listener),
          ListenerText.type(listener));
    }
    return table.toString();
  }

  /** With what the short table leaves out. */
  public String wide() {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "ADDRESSES", "PORT", "MATCH", "DESTINATION", "TLS", "STATE");
    for (Row row : sorted()) {
      for (FilterChain chain : ListenerText.chains(row.listener)) {
        table.row(
            row.listener.getName().isEmpty() ? "-" : row.listener.getName(),
            addresses(row),
            ListenerText.port(row.listener),
            FilterChainText.wideMatch(chain.getFilterChainMatch()),
            FilterChainText.wideDestination(chain),
            chain.hasTransportSocket() ? chain.getTransportSocket().getName() : "-",
            row.state);
      }
    }
    return table.toString();
  }

  /** A line with or without its first cell. */
  private static void row(TabTable table, boolean named, Object... cells) {
    table.row(named ? cells : List.of(cells).subList(1, cells.length).toArray());
  }

  private List<Row> sorted() {
    return rows.stream().sorted(ORDER).toList();
  }

  /** By destination, the last one first. */
  private static List<Chain> chains(Listener listener) {
    return ListenerText.chains(listener).stream()
        .map(
            chain ->
                new Chain(
                    FilterChainText.match(chain.getFilterChainMatch()),
                    FilterChainText.destination(chain)))
        .sorted(Comparator.comparing(Chain::destination).reversed())
        .toList();
  }

  private static String name(Row row) {
    return "listener/" + row.listener.getName();
  }

  private static String addresses(Row row) {
    return String.join(",", ListenerText.addresses(row.listener));
  }
}
