package dev.ostia.translator.listener;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.resolve.ServerFamily;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gateway servers to listeners. Keeps its last result, and the instance of a listener whose content
 * is the same. Not thread-safe.
 */
public final class ListenerTranslator {

  private final Map<ServerFamily, ServerListener> families = new EnumMap<>(ServerFamily.class);
  private @Nullable GatewayBindings lastBindings;
  private @Nullable MeshConfig lastMesh;
  private ListenerResources last =
      new ListenerResources(new TreeMap<>(), Map.of(), Set.of(), List.of());

  /** A translator that has seen nothing yet. */
  public ListenerTranslator() {
    families.put(ServerFamily.HTTP, new HttpServerListener());
    families.put(ServerFamily.TLS, new UnsupportedServerListener());
    families.put(ServerFamily.TCP, new UnsupportedServerListener());
  }

  /** The listeners for these bindings. */
  public ListenerResources translate(GatewayBindings bindings, MeshConfig mesh) {
    if (!bindings.equals(lastBindings) || !mesh.equals(lastMesh)) {
      lastBindings = bindings;
      lastMesh = mesh;
      last = make(bindings, mesh);
    }
    return last;
  }

  private ListenerResources make(GatewayBindings bindings, MeshConfig mesh) {
    TreeMap<String, Message> listeners = new TreeMap<>();
    Map<String, Set<ObjectKey>> origins = new HashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    AccessLogs.problem(mesh).ifPresent(diagnostics::add);
    for (ListenerBinding binding : bindings.listeners()) {
      ServerListener family = families.get(binding.family());
      Optional<Listener> listener =
          family == null ? Optional.empty() : family.listener(binding, mesh, diagnostics::add);
      if (listener.isPresent()) {
        Listener made = listener.get();
        Message before = last.listeners().get(made.getName());
        listeners.put(made.getName(), made.equals(before) ? before : made);
        origins.put(made.getName(), gateways(binding));
      }
    }
    return new ListenerResources(listeners, origins, Set.of(), diagnostics);
  }

  private static Set<ObjectKey> gateways(ListenerBinding binding) {
    return binding.servers().stream()
        .map(server -> server.gateway().key())
        .collect(Collectors.toUnmodifiableSet());
  }
}
