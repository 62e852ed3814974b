package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.admin.AdminPage.Reply;
import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.group.ProxyGroups;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin port: probes, metrics and what goes on inside. Nothing here shows a secret. */
public final class Admin implements GroupListener, AutoCloseable {

  private final AdminServer server;
  private final Metrics metrics;
  private final ProxyGroups groups;
  private final Map<String, Proxy> nodes = new ConcurrentHashMap<>();
  private final Suspects suspects = new Suspects();
  private final EventLog events = new EventLog(Clock.systemUTC(), suspects);
  private final LogPage logging = new LogPage();
  private final Map<String, String> envoyAdmins = new ConcurrentHashMap<>();
  private volatile @Nullable StoreState state;

  /**
   * Starts to serve.
   *
   * @param waiting why the control plane cannot serve proxies yet; empty if it can
   * @throws IOException if the address cannot be bound
   */
  public Admin(
      InetSocketAddress address,
      Supplier<Optional<String>> waiting,
      ProxyGroups groups,
      StreamTable streams,
      Metrics metrics)
      throws IOException {
    this.metrics = metrics;
    this.groups = groups;
    Map<String, AdminPage> pages = new LinkedHashMap<>();
    pages.put("/", query -> IndexPage.REPLY);
    pages.put("/ready", query -> ready(waiting.get()));
    pages.put("/healthz", query -> Reply.text(200, "ok\n"));
    pages.put("/metrics", query -> metricsPage());
    pages.put("/debug/logging", logging);
    pages.put(
        "/debug/status",
        query -> DebugPages.status(state, streams.streams(), suspects, envoyAdmins));
    pages.put("/debug/events", query -> DebugPages.events(query, events));
    pages.put("/debug/diagnostics", query -> DebugPages.diagnostics(diagnostics()));
    pages.put("/debug/config", query -> DebugPages.config(query, groups.newest(), nodes));
    pages.put("/debug/config_dump", query -> DebugPages.dump(query, groups.newest(), nodes));
    server = new AdminServer(address, pages);
  }

  /** What notes events; to be told of streams. */
  public EventLog events() {
    return events;
  }

  /** Lets these levels be seen and changed. */
  public void logLevels(LogLevels levels) {
    logging.show(levels);
  }

  /** Lets it be known where the Envoy of this node has its own admin port. */
  public void envoyAdmin(String nodeId, String address) {
    envoyAdmins.put(nodeId, address);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  private static Reply ready(Optional<String> waiting) {
    return waiting
        .map(reason -> Reply.text(503, "not ready: " + reason + "\n"))
        .orElse(Reply.text(200, "ready\n"));
  }

  private Reply metricsPage() {
    metrics.diagnostics(diagnostics());
    return new Reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    StoreState now = state;
    if (now != null) {
      all.addAll(now.diagnostics());
    }
    Collection<GroupUpdate> newest = groups.newest();
    newest.forEach(update -> all.addAll(update.after().diagnostics()));
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  @Override
  public void onRound(StoreState store, List<GroupUpdate> updates) {
    state = store;
    suspects.onRound(store, updates);
    events.onRound(store, updates);
  }

  @Override
  public void onJoin(String nodeId, Proxy proxy) {
    nodes.put(nodeId, proxy);
    suspects.onJoin(nodeId, proxy);
    events.onJoin(nodeId, proxy);
  }

  @Override
  public void onLeave(String nodeId, Proxy proxy) {
    nodes.remove(nodeId, proxy);
    suspects.onLeave(nodeId, proxy);
    events.onLeave(nodeId, proxy);
  }

  @Override
  public void close() {
    events.close();
    server.close();
  }
}
