package dev.ostia.translator.listener;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.ListenerBinding;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;
import java.util.function.Consumer;

/** How one family of Gateway servers becomes a listener. */
@FunctionalInterface
interface ServerListener {

  /**
   * The listener of these servers.
   *
   * @param diagnostics gets what is worth telling
   * @return empty if there is nothing to listen for
   */
  Optional<Listener> listener(
      ListenerBinding binding, MeshConfig mesh, Consumer<Diagnostic> diagnostics);
}
