package dev.ostia.controlplane.trace;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a trace of each change: {@code change} from its coming in until it was given to the
 * streams, within it {@code wait}, {@code translate} and {@code pack}, and a {@code push} for each
 * response that carried it, until the proxy's answer. Thread-safe.
 */
public final class ChangeTraces implements GroupListener, XdsListener, AutoCloseable {

  private static final int MOST_OBJECTS = 10;
  private static final int CHANGES_KEPT = 64;
  private static final int PUSHES_KEPT = 256;

  private static final AttributeKey<List<String>> OBJECTS =
      AttributeKey.stringArrayKey("ostia.objects");
  private static final AttributeKey<Long> OBJECT_COUNT =
      AttributeKey.longKey("ostia.objects.count");
  private static final AttributeKey<String> PROXY = AttributeKey.stringKey("ostia.proxy");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("ostia.xds.type_url");
  private static final AttributeKey<Long> RESOURCES = AttributeKey.longKey("ostia.xds.resources");
  private static final AttributeKey<Long> BYTES = AttributeKey.longKey("ostia.xds.bytes");

  private record Stream(long id, String typeUrl) {}

  /** A response under way, or answered if it has an end. */
  private record Push(
      String nodeId,
      String typeUrl,
      String version,
      int resources,
      int bytes,
      long start,
      long end,
      @Nullable String error) {

    Push answered(long nanos, @Nullable String problem) {
      return new Push(nodeId, typeUrl, version, resources, bytes, start, nanos, problem);
    }
  }

  private final SpanExport export;
  private final Tracer tracer;
  private final long epochOffset;
  private final Map<Stream, Push> underWay = new HashMap<>();
  private final List<Push> early = new ArrayList<>();
  private final Map<String, Context> changes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Context> eldest) {
          return size() > CHANGES_KEPT;
        }
      };

  /**
   * Traces that go to a collector.
   *
   * @param endpoint where traces are posted by OTLP over HTTP, such as {@code
   *     http://127.0.0.1:4318/v1/traces}
   */
  public ChangeTraces(URI endpoint) {
    this.export = new SpanExport(endpoint);
    this.tracer = export.tracer();
    this.epochOffset =
        TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
  }

  @Override
  public synchronized void onRound(StoreState state, List<GroupUpdate> updates) {
    if (state.changed().isEmpty() || updates.isEmpty()) {
      return;
    }
    List<String> objects =
        state.changed().stream().sorted().limit(MOST_OBJECTS).map(Object::toString).toList();
    Span change =
        start("change", Context.root(), state.receivedNanos())
            .setAttribute(OBJECTS, objects)
            .setAttribute(OBJECT_COUNT, (long) state.changed().size());
    Context context = Context.root().with(change);
    long last = state.receivedNanos();
    for (GroupUpdate update : updates) {
      stages(update, context, last);
      changes.put(update.snapshot().version(), context);
      last = update.publishedNanos();
    }
    end(change, last);
    List<Push> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::tell);
  }

  private void stages(GroupUpdate update, Context change, long before) {
    long packing = update.publishedNanos() - update.packNanos();
    long translating = packing - update.translateNanos();
    String proxies = "namespace " + update.proxy().namespace() + ", " + update.proxy().labels();
    end(start("wait", change, Math.min(before, translating)), translating);
    end(start("translate", change, translating).setAttribute(PROXY, proxies), packing);
    end(start("pack", change, packing).setAttribute(PROXY, proxies), update.publishedNanos());
  }

  private Span start(String name, Context parent, long nanos) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(nanos + epochOffset, TimeUnit.NANOSECONDS)
        .startSpan();
  }

  private void end(Span span, long nanos) {
    span.end(nanos + epochOffset, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    underWay.put(
        new Stream(streamId, typeUrl),
        new Push(nodeId, typeUrl, version, names.size(), bytes, System.nanoTime(), 0, null));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    answered(new Stream(streamId, typeUrl), null);
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    answered(new Stream(streamId, typeUrl), error);
  }

  @Override
  public synchronized void onDisconnect(long streamId, String nodeId) {
    underWay.keySet().removeIf(stream -> stream.id() == streamId);
  }

  private synchronized void answered(Stream stream, @Nullable String error) {
    Push sent = underWay.remove(stream);
    if (sent == null) {
      return;
    }
    Push push = sent.answered(System.nanoTime(), error);
    if (changes.containsKey(push.version())) {
      tell(push);
    } else if (early.size() < PUSHES_KEPT) {
      early.add(push); // A proxy can be faster than the report of the round.
    }
  }

  private void tell(Push push) {
    Context change = changes.get(push.version());
    if (change == null) {
      return; // What a proxy is given when it connects is no change.
    }
    Span span =
        start("push", change, push.start())
            .setAttribute(PROXY, push.nodeId())
            .setAttribute(TYPE, push.typeUrl())
            .setAttribute(RESOURCES, (long) push.resources())
            .setAttribute(BYTES, (long) push.bytes());
    if (push.error() != null) {
      span.setStatus(StatusCode.ERROR, push.error());
    }
    end(span, push.end());
  }

  @Override
  public void close() {
    export.close();
  }
}
