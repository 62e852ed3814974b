package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts what happens, for Prometheus. */
public final class Metrics implements GroupListener, XdsListener, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final AtomicInteger streams = new AtomicInteger();
  private final Timer translate;
  private final Timer pack;
  private final Timer publish;
  private final PushTimes pushes = new PushTimes(registry);
  private final ServedCertificates certificates = new ServedCertificates(registry);
  private final ReuseCounters reuse = new ReuseCounters(registry);
  private volatile @Nullable StoreState state;
  private volatile List<Diagnostic> diagnostics = List.of();

  /** Metrics of this JVM and of nothing else yet. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    gc.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    translate = timer("ostia.translate", "Time to translate one state for one group of proxies");
    pack = timer("ostia.pack", "Time to pack and hash what a translation changed");
    publish =
        timer("ostia.change.publish", "From a source's change to its snapshot given to streams");
    Gauge.builder("ostia.xds.streams", streams, AtomicInteger::get)
        .description("Open ADS streams")
        .register(registry);
    for (Kind kind : Kind.values()) {
      objects(
          "ostia.config.objects",
          "Objects in the configuration",
          kind,
          metrics -> metrics.objects(kind));
      objects(
          "ostia.refused.objects",
          "Definitions of objects that are refused; the last good version of an object stays",
          kind,
          metrics -> metrics.refused(kind));
    }
    for (Severity severity : Severity.values()) {
      Gauge.builder("ostia.diagnostics", this, metrics -> metrics.count(severity))
          .description("What is wrong with the configuration now")
          .tag("severity", severity.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("ostia.secrets.denied", this, Metrics::deniedSecrets)
        .description("Fields that name a Secret which the gateway may not have")
        .register(registry);
  }

  private double deniedSecrets() {
    return diagnostics.stream().filter(d -> d.code() == DiagnosticCode.SECRET_DENIED).count();
  }

  private void objects(
      String name, String description, Kind kind, ToDoubleFunction<Metrics> count) {
    Gauge.builder(name, this, count)
        .description(description)
        .tag("kind", kind.kindName())
        .register(registry);
  }

  /** Shows how many tasks wait for the thread that translates. */
  public void watchQueue(IntSupplier depth) {
    Gauge.builder("ostia.translate.queue.tasks", depth::getAsInt)
        .description("Tasks that wait for the thread that translates")
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2))
        .register(registry);
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    certificates.refresh();
    // Not on the virtual thread of a page: there Java's BufferedWriter starts small and grows by a
    // character at a time, which makes 20 MB of garbage of a page of 11 kB.
    return CompletableFuture.supplyAsync(() -> registry.scrape()).join();
  }

  private double objects(Kind kind) {
    StoreState now = state;
    return now == null ? 0 : now.view().kind(kind).size();
  }

  private double refused(Kind kind) {
    StoreState now = state;
    return now == null
        ? 0
        : now.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .map(Diagnostic::object)
            .filter(object -> object != null && object.kind() == kind)
            .distinct()
            .count();
  }

  private double count(Severity severity) {
    return diagnostics.stream().filter(diagnostic -> diagnostic.severity() == severity).count();
  }

  /** Shows from now on whether each of the sources can deliver. */
  public void follow(List<Source> sources) {
    for (Source source : sources) {
      Gauge.builder("ostia.source.up", source, s -> s.problem().isEmpty() ? 1 : 0)
          .description("Whether a source can deliver; 0 while its API server is away")
          .tag("source", source.name())
          .register(registry);
      Gauge.builder("ostia.source.lag", source, s -> s.lagSeconds().orElse(Double.NaN))
          .description("How old the last change was when it came in, by the API server's clock")
          .baseUnit("seconds")
          .tag("source", source.name())
          .register(registry);
    }
  }

  /** The diagnostics that are counted from now on. */
  void diagnostics(List<Diagnostic> now) {
    diagnostics = now;
  }

  @Override
  public void onRound(StoreState store, List<GroupUpdate> updates) {
    state = store;
    long now = System.nanoTime();
    certificates.update(updates);
    for (GroupUpdate update : updates) {
      reuse.count(update);
      translate.record(update.translateNanos(), TimeUnit.NANOSECONDS);
      pack.record(update.packNanos(), TimeUnit.NANOSECONDS);
      if (!store.changed().isEmpty()) {
        publish.record(now - store.receivedNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  @Override
  public void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    streams.incrementAndGet();
  }

  @Override
  public void onDisconnect(long streamId, String nodeId) {
    streams.decrementAndGet();
    pushes.forget(streamId);
  }

  @Override
  public void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    pushes.sent(streamId, typeUrl);
    counter("ostia.xds.pushes", "Responses sent", typeUrl).increment();
    counter("ostia.xds.push.bytes", "Bytes of responses sent", typeUrl).increment(bytes);
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    pushes.taken(streamId, typeUrl, typeLabel(typeUrl));
    counter("ostia.xds.acks", "Responses that proxies took", typeUrl).increment();
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    pushes.refused(streamId, typeUrl);
    counter("ostia.xds.nacks", "Responses that proxies refused", typeUrl).increment();
  }

  private Counter counter(String name, String description, String typeUrl) {
    return Counter.builder(name)
        .description(description)
        .tag("type", typeLabel(typeUrl))
        .register(registry);
  }

  /** A proxy may ask for any type URL: only known ones become a label of their own. */
  private static String typeLabel(String typeUrl) {
    return Arrays.stream(ResourceType.values())
        .filter(type -> type.typeUrl().equals(typeUrl))
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("other");
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
