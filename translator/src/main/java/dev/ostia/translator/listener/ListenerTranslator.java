package dev.ostia.translator.listener;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.route.stream.StreamRoute;
import dev.ostia.translator.secret.SecretReference;
import dev.ostia.translator.sorted.SortedArrayMap;
import dev.ostia.translator.telemetry.ProxyTelemetry;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gateway servers to listeners. Keeps its last result, and the instance of a listener whose content
 * is the same. Not thread-safe.
 */
public final class ListenerTranslator {

  private @Nullable GatewayBindings lastBindings;
  private @Nullable Map<BoundServer, ? extends List<StreamRoute>> lastStreams;
  private Set<String> lastSharded = Set.of();
  private @Nullable MeshConfig lastMesh;
  private @Nullable ProxyTelemetry lastTelemetry;
  private ListenerResources last =
      new ListenerResources(SortedArrayMap.empty(), Map.of(), Set.of(), List.of());

  /** A translator that has seen nothing yet. */
  public ListenerTranslator() {}

  /**
   * The listeners for these bindings.
   *
   * @param streams where the servers that pass connections on lead to
   * @param sharded the route configurations that are in shards
   * @param telemetry what is logged and traced
   */
  public ListenerResources translate(
      GatewayBindings bindings,
      Map<BoundServer, ? extends List<StreamRoute>> streams,
      Set<String> sharded,
      MeshConfig mesh,
      ProxyTelemetry telemetry) {
    if (!bindings.equals(lastBindings)
        || !streams.equals(lastStreams)
        || !sharded.equals(lastSharded)
        || !mesh.equals(lastMesh)
        || !telemetry.equals(lastTelemetry)) {
      lastBindings = bindings;
      lastStreams = streams;
      lastSharded = sharded;
      lastMesh = mesh;
      lastTelemetry = telemetry;
      last = make(bindings, streams, sharded, mesh, telemetry);
    }
    return last;
  }

  private ListenerResources make(
      GatewayBindings bindings,
      Map<BoundServer, ? extends List<StreamRoute>> streams,
      Set<String> sharded,
      MeshConfig mesh,
      ProxyTelemetry telemetry) {
    TreeMap<String, Message> listeners = new TreeMap<>();
    Map<String, Set<ObjectKey>> origins = new HashMap<>();
    Set<SecretReference> secrets = new LinkedHashSet<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ListenerBinding binding : bindings.listeners()) {
      ListenerDraft draft = new ListenerDraft(binding, sharded, mesh, telemetry, diagnostics::add);
      new FilterChains(draft, streams).add();
      for (Listener made : draft.listeners()) {
        listeners.put(made.getName(), orBefore(made));
        origins.put(made.getName(), draft.origins());
        secrets.addAll(draft.secrets());
      }
    }
    return new ListenerResources(SortedArrayMap.of(listeners), origins, secrets, diagnostics);
  }

  private Message orBefore(Listener made) {
    Message before = last.listeners().get(made.getName());
    return before != null && made.equals(before) ? before : made;
  }
}
