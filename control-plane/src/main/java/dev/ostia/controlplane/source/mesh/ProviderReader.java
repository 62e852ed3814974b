package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.provider.DatadogProvider;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.config.provider.OtherProvider;
import dev.ostia.translator.config.provider.ProviderSettings;
import dev.ostia.translator.config.provider.SkyWalkingProvider;
import dev.ostia.translator.config.provider.ZipkinProvider;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of {@code extensionProviders}. */
final class ProviderReader {

  /** Providers of Istio that have no effect here. */
  private static final Set<String> OTHERS =
      Set.of(
          "envoyExtAuthzHttp",
          "envoyExtAuthzGrpc",
          "lightstep",
          "opencensus",
          "stackdriver",
          "prometheus",
          "sds");

  private final MeshValues values;
  private String name = "";
  private @Nullable ProviderSettings settings;
  private int types;

  ProviderReader(MeshValues values) {
    this.values = values;
  }

  /** The provider; empty, with a diagnostic, if there is something wrong with it. */
  Optional<ExtensionProvider> read(String path, JsonNode entry) {
    values.each(path, entry, this::field);
    if (name.isEmpty()) {
      values.wrong(path + ".name", "the name of the provider", "Give the provider a name");
      return Optional.empty();
    }
    if (types != 1) {
      values.wrong(path, "a provider of one type", "Such as envoyFileAccessLog or zipkin");
      return Optional.empty();
    }
    return Optional.ofNullable(settings).map(read -> new ExtensionProvider(name, path, read));
  }

  private void field(String path, JsonNode value) {
    String field = MeshValues.last(path);
    if (field.equals("name")) {
      name = values.text(path, value, "");
      return;
    }
    types++;
    ProviderFields fields = new ProviderFields(values, path, value);
    settings =
        switch (field) {
          case "envoyFileAccessLog" -> LogProviders.file(fields);
          case "envoyHttpAls" -> LogProviders.grpc(fields, true);
          case "envoyTcpAls" -> LogProviders.grpc(fields, false);
          case "envoyOtelAls" -> LogProviders.otel(fields);
          case "opentelemetry" -> OtelReader.read(fields);
          case "zipkin" ->
              new ZipkinProvider(
                  fields.collector(),
                  fields.count("maxTagLength"),
                  fields.flag("enable64bitTraceId"),
                  Objects.requireNonNullElse(fields.text("path"), "/api/v2/spans"));
          case "datadog" -> new DatadogProvider(fields.collector(), fields.count("maxTagLength"));
          case "skywalking" ->
              new SkyWalkingProvider(
                  fields.collector(), Objects.requireNonNullElse(fields.text("accessToken"), ""));
          default -> other(field, path);
        };
    if (!(settings instanceof OtherProvider) && !field.equals("envoyFileAccessLog")) {
      fields.rest(
          Set.of("traceContextOption", "timeout", "headers", "dynatraceSampler"),
          "it has no effect on this provider");
    }
  }

  private ProviderSettings other(String field, String path) {
    if (!OTHERS.contains(field)) {
      values.notRead(path, false);
    } else if (!field.equals("prometheus")) {
      values.report(
          DiagnosticCode.NOT_HONOURED,
          path,
          "providers of this type have no effect: Ostia does not have them yet",
          "");
    }
    return new OtherProvider(field);
  }
}
