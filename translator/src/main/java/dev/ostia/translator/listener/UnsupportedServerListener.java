package dev.ostia.translator.listener;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.ListenerBinding;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;
import java.util.function.Consumer;

/** Servers of a family that is not served: no listener, and a word for each. */
final class UnsupportedServerListener implements ServerListener {

  @Override
  public Optional<Listener> listener(
      ListenerBinding binding, MeshConfig mesh, Consumer<Diagnostic> diagnostics) {
    for (BoundServer server : binding.servers()) {
      diagnostics.accept(
          Diagnostic.of(
              DiagnosticCode.NOT_HONOURED,
              server.gateway(),
              server.path(".port.protocol"),
              "only plain HTTP is served so far, so port %d (%s) does not open"
                  .formatted(server.number(), server.protocol()),
              "Use protocol HTTP, or expect no effect of this server"));
    }
    return Optional.empty();
  }
}
