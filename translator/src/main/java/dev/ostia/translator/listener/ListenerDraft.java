package dev.ostia.translator.listener;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.resolve.ServerFamily;
import dev.ostia.translator.secret.SecretReference;
import dev.ostia.translator.telemetry.ProxyTelemetry;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A listener while its filter chains are made, and what else comes to light on the way. */
final class ListenerDraft {

  private final ListenerBinding binding;
  private final Set<String> sharded;
  private final MeshConfig mesh;
  private final ProxyTelemetry telemetry;
  private final Consumer<Diagnostic> diagnostics;
  private final Listener.Builder listener;
  private final Set<SecretReference> secrets = new LinkedHashSet<>();
  private final Set<ObjectKey> origins = new HashSet<>();

  ListenerDraft(
      ListenerBinding binding,
      Set<String> sharded,
      MeshConfig mesh,
      ProxyTelemetry telemetry,
      Consumer<Diagnostic> diagnostics) {
    this.sharded = sharded;
    this.binding = binding;
    this.mesh = mesh;
    this.telemetry = telemetry;
    this.diagnostics = diagnostics;
    this.listener = Listeners.start(binding, mesh, telemetry);
    origins.addAll(telemetry.origins());
    for (BoundServer server : binding.servers()) {
      origins.add(server.gateway().key());
    }
    if (binding.family() == ServerFamily.TLS) {
      listener.addListenerFilters(Listeners.TLS_INSPECTOR);
    }
  }

  /** Whether the routes of this name are in shards. */
  boolean sharded(String routeName) {
    return sharded.contains(routeName);
  }

  ListenerBinding binding() {
    return binding;
  }

  MeshConfig mesh() {
    return mesh;
  }

  ProxyTelemetry telemetry() {
    return telemetry;
  }

  Consumer<Diagnostic> diagnostics() {
    return diagnostics;
  }

  void add(FilterChain chain) {
    listener.addFilterChains(chain);
  }

  void askFor(Set<SecretReference> needed) {
    secrets.addAll(needed);
  }

  void madeFrom(ObjectKey object) {
    origins.add(object);
  }

  /** The listener, and the one for HTTP/3 beside it; empty if there is nothing to listen for. */
  List<Listener> listeners() {
    if (listener.getFilterChainsCount() == 0) {
      return List.of();
    }
    List<Listener> all = new ArrayList<>(List.of(listener.build()));
    QuicListeners.of(this).ifPresent(all::add);
    return all;
  }

  Set<SecretReference> secrets() {
    return secrets;
  }

  Set<ObjectKey> origins() {
    return Set.copyOf(origins);
  }
}
