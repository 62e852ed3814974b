package dev.ostia.controlplane;

import dev.ostia.controlplane.admin.Admin;
import dev.ostia.controlplane.admin.LogLevels;
import dev.ostia.controlplane.admin.Metrics;
import dev.ostia.controlplane.admin.StreamTable;
import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.group.ProxyGroups;
import dev.ostia.controlplane.report.ChangeReporter;
import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.mesh.MeshConfigFile;
import dev.ostia.controlplane.source.mesh.MeshConfigWatcher;
import dev.ostia.controlplane.status.StatusWriter;
import dev.ostia.controlplane.store.ConfigStore;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.trace.ChangeTraces;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.controlplane.xds.XdsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The whole control plane, in the order of the flow:
 *
 * <pre>
 * sources -> store -> groups: translate, pack -> streams -> Envoy
 *                       |                          |
 *                       +--------> observers <-----+   reports, metrics, admin pages
 * </pre>
 */
public final class ControlPlane implements AutoCloseable {

  private final ChangeReporter reporter = new ChangeReporter();
  private final Metrics metrics = new Metrics();
  private final StreamTable streams = new StreamTable(Clock.systemUTC());
  private final Observers observers = new Observers();
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private final ConfigStore store;
  private final ProxyGroups groups;
  private final XdsServer xds;
  private final Admin admin;
  private final @Nullable MeshConfigWatcher mesh;
  private final @Nullable StatusWriter status;
  private final @Nullable ChangeTraces traces;
  private volatile @Nullable StoreState state;

  private ControlPlane(ControlPlaneOptions options) throws IOException {
    store = new ConfigStore(options.mesh(), options.sources());
    groups =
        new ProxyGroups(
            observers, options.xds().authentication().allowsSecrets(), options.layout());
    metrics.watchQueue(groups::queued);
    xds = new XdsServer(options.xds(), groups, observers);
    admin = admin(options.admin(), options.sources());
    metrics.follow(options.sources());
    status = options.status() == null ? null : new StatusWriter(options.status(), groups::newest);
    traces = options.traces() == null ? null : new ChangeTraces(options.traces());
    observe();
    store.addListener(groups);
    store.addListener(this::published);
    mesh = options.meshFile() == null ? null : watch(options.meshFile());
  }

  private void observe() {
    List<GroupListener> ofGroups = new ArrayList<>(List.of(reporter, metrics, admin));
    List<XdsListener> ofStreams =
        new ArrayList<>(List.of(reporter, metrics, streams, admin.events()));
    if (status != null) {
      ofGroups.add(status.ofGroups());
      ofStreams.add(status.ofStreams());
    }
    if (traces != null) {
      ofGroups.add(traces);
      ofStreams.add(traces);
    }
    observers.set(ofGroups, ofStreams);
  }

  /**
   * Starts everything. Proxies may connect at once; they are served when the sources have been read
   * completely, see {@link #ready}.
   *
   * @throws IOException if an address cannot be bound
   */
  public static ControlPlane start(ControlPlaneOptions options) throws IOException {
    ControlPlane controlPlane = new ControlPlane(options);
    startXds(controlPlane.xds, options.xds().address());
    controlPlane.store.start();
    if (controlPlane.status != null) {
      controlPlane.status.start();
    }
    return controlPlane;
  }

  /** The store takes what the file says now before anything else, then each later edit. */
  private MeshConfigWatcher watch(Path file) {
    MeshConfigWatcher watcher = new MeshConfigWatcher(file, this::takeMesh);
    takeMesh(MeshConfigFile.read(file));
    return watcher;
  }

  private void takeMesh(MeshConfigFile file) {
    store.updateMesh(file.config(), file.diagnostics());
  }

  private void published(StoreState newest) {
    state = newest;
    if (ready.complete(null)) {
      xds.setServing(true);
    }
  }

  private Optional<String> waiting(List<Source> sources) {
    if (ready.isDone()) {
      return Optional.empty();
    }
    return Optional.of(
        sources.stream()
            .flatMap(source -> source.problem().stream())
            .findFirst()
            .orElse("the configuration has not been read yet"));
  }

  private Admin admin(InetSocketAddress address, List<Source> sources) throws IOException {
    try {
      return new Admin(address, () -> waiting(sources), groups, streams, metrics);
    } catch (IOException e) {
      throw cannotBind("the admin pages", address, e);
    }
  }

  private static void startXds(XdsServer server, InetSocketAddress address) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw cannotBind("xDS", address, e);
    }
  }

  private static IOException cannotBind(String what, InetSocketAddress address, IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new IOException(
        "%s cannot be served on %s:%d (%s)"
            .formatted(what, address.getHostString(), address.getPort(), cause.getMessage()),
        e);
  }

  /** The newest result of each group of proxies. */
  public Collection<GroupUpdate> groups() {
    return groups.newest();
  }

  /** Done when there is a complete state; from then on proxies are served. */
  public CompletableFuture<@Nullable Void> ready() {
    return ready.copy();
  }

  /**
   * The newest complete state. Whoever keeps it keeps all objects of then in memory.
   *
   * @throws IllegalStateException before {@link #ready}
   */
  public StoreState state() {
    StoreState newest = state;
    if (newest == null) {
      throw new IllegalStateException("The configuration has not been read yet");
    }
    return newest;
  }

  /** The port of ADS. */
  public int xdsPort() {
    return xds.port();
  }

  /** Lets these levels be seen and changed on the admin pages. */
  public void logLevels(LogLevels levels) {
    admin.logLevels(levels);
  }

  /** Lets the admin pages tell where the Envoy of this node has its own admin port. */
  public void envoyAdmin(String nodeId, String address) {
    admin.envoyAdmin(nodeId, address);
  }

  /** Where the admin pages are. */
  public InetSocketAddress adminAddress() {
    return admin.address();
  }

  @Override
  public void close() {
    if (status != null) {
      status.close();
    }
    if (mesh != null) {
      mesh.close();
    }
    store.close();
    xds.close();
    groups.close();
    reporter.close();
    admin.close();
    metrics.close();
    if (traces != null) {
      traces.close();
    }
  }
}
