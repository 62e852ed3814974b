package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.config.provider.FileLogProvider;
import dev.ostia.translator.config.provider.GrpcLogProvider;
import dev.ostia.translator.config.provider.OtelLogProvider;
import dev.ostia.translator.telemetry.Collectors.MissingServiceException;
import dev.ostia.translator.telemetry.accesslog.Loggers;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules about logging to access logs. */
final class LoggingTranslator {

  private static final String KEEPS = ", so nothing is logged to it";

  private final MeshConfig mesh;
  private final Collectors collectors;
  private final List<Diagnostic> diagnostics;
  private final List<AccessLog> http = new ArrayList<>();
  private final List<AccessLog> tcp = new ArrayList<>();
  private final List<AccessLog> listener = new ArrayList<>();

  LoggingTranslator(MeshConfig mesh, Collectors collectors, List<Diagnostic> diagnostics) {
    this.mesh = mesh;
    this.collectors = collectors;
    this.diagnostics = diagnostics;
  }

  /** Takes the rules, or the mesh configuration's file if they come to nothing. */
  void translate(Collection<LoggingRule> rules) {
    boolean decided = false;
    for (LoggingRule rule : rules) {
      decided |= translate(rule);
    }
    if (!decided && !mesh.accessLogFile().isEmpty()) {
      AccessLog file = Loggers.file(mesh.accessLogFile(), mesh);
      addAll(file);
    }
  }

  List<AccessLog> http() {
    return List.copyOf(http);
  }

  List<AccessLog> tcp() {
    return List.copyOf(tcp);
  }

  List<AccessLog> listener() {
    return mesh.telemetryDefaults().listenerLog() ? List.copyOf(listener) : List.of();
  }

  /** Whether the rule settles something, be it that nothing is logged. */
  private boolean translate(LoggingRule rule) {
    Optional<ExtensionProvider> provider =
        Providers.find(mesh.telemetryDefaults().providers(), rule.provider().name());
    if (provider.isEmpty()) {
      diagnostics.add(Diagnostics.unknownProvider(rule.provider(), KEEPS));
      return false;
    }
    AccessLog log = logger(rule, provider.get());
    if (log == null) {
      return false;
    }
    if (!rule.disabled()) {
      AccessLog filtered =
          rule.envoyFilter().map(f -> log.toBuilder().setFilter(f).build()).orElse(log);
      add(filtered, provider.get());
    }
    return true;
  }

  private @Nullable AccessLog logger(LoggingRule rule, ExtensionProvider provider) {
    try {
      return switch (provider.settings()) {
        case FileLogProvider file -> file(file, provider);
        case GrpcLogProvider grpc -> Loggers.grpc(grpc, collectors.find(grpc.collector()));
        case OtelLogProvider otel -> Loggers.otel(otel, collectors.find(otel.collector()));
        default -> {
          diagnostics.add(
              rule.provider()
                  .diagnostic(
                      DiagnosticCode.NOT_HONOURED,
                      "the provider %s takes no access logs here".formatted(provider.name())
                          + KEEPS,
                      "Name one with envoyFileAccessLog, envoyHttpAls, envoyTcpAls or"
                          + " envoyOtelAls"));
          yield null;
        }
      };
    } catch (MissingServiceException e) {
      diagnostics.add(Diagnostics.missingService(rule.provider(), provider, e, KEEPS));
      return null;
    }
  }

  private AccessLog file(FileLogProvider file, ExtensionProvider provider) {
    boolean formatted = file.text() != null || file.labels() != null;
    return !formatted && provider.name().equals(ExtensionProvider.ENVOY)
        ? Loggers.file(file.path(), mesh)
        : Loggers.file(file);
  }

  private void add(AccessLog log, ExtensionProvider provider) {
    switch (provider.settings()) {
      case GrpcLogProvider grpc when grpc.http() -> http.add(log);
      case GrpcLogProvider _ -> {
        tcp.add(log);
        listener.add(log);
      }
      default -> addAll(log);
    }
  }

  private void addAll(AccessLog log) {
    http.add(log);
    tcp.add(log);
    listener.add(log);
  }
}
