package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.TelemetryDefaults;
import dev.ostia.translator.config.provider.ExtensionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of a mesh configuration that Telemetry objects build upon. */
final class TelemetryReader {

  private final MeshValues values;
  private final List<ExtensionProvider> providers = new ArrayList<>();
  private List<String> logging = List.of();
  private List<String> tracing = List.of();
  private boolean listenerLog = true;
  private String meshId = "";
  private String trustDomain = "";
  private double sampling = TelemetryDefaults.ISTIO.sampling();

  TelemetryReader(MeshValues values) {
    this.values = values;
  }

  /** What was read, and those of Istio's built-in providers that have no namesake in the file. */
  TelemetryDefaults read() {
    List<ExtensionProvider> all = new ArrayList<>(providers);
    for (ExtensionProvider builtIn : ExtensionProvider.BUILT_IN) {
      if (providers.stream().noneMatch(given -> given.name().equals(builtIn.name()))) {
        all.add(builtIn);
      }
    }
    return new TelemetryDefaults(
        List.copyOf(all),
        logging,
        tracing,
        listenerLog,
        sampling,
        meshId.isEmpty() ? trustDomain : meshId);
  }

  /**
   * Reads a field.
   *
   * @param canonical its name in camel case
   * @param name its name as it stands
   */
  void field(String canonical, String name, JsonNode value) {
    switch (canonical) {
      case "extensionProviders" -> {
        if (!value.isArray()) {
          values.wrong(name, "a list", "");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
          String path = name + "[" + i + "]";
          new ProviderReader(values).read(path, value.get(i)).ifPresent(this::add);
        }
      }
      case "defaultProviders" -> values.each(name, value, this::defaults);
      case "disableEnvoyListenerLog" -> listenerLog = !values.flag(name, value, false);
      case "trustDomain" -> trustDomain = values.text(name, value, "");
      case "meshId" -> meshId = values.text(name, value, "");
      default -> values.each(name, value, this::tracing);
    }
  }

  private void add(ExtensionProvider provider) {
    if (providers.stream().anyMatch(other -> other.name().equals(provider.name()))) {
      values.wrong(
          provider.path() + ".name", "a name that no other provider has", "Rename or remove one");
    }
    providers.add(provider);
  }

  private void defaults(String path, JsonNode value) {
    switch (MeshValues.last(path)) {
      case "accessLogging" -> logging = values.texts(path, value);
      case "tracing" -> tracing = values.texts(path, value);
      default -> values.notRead(path, MeshValues.last(path).equals("metrics"));
    }
  }

  /** As istiod does it: none means the default, and what is too much means little. */
  static double sampling(double given) {
    return given == 0 ? TelemetryDefaults.ISTIO.sampling() : given > 100 ? 1 : given;
  }

  /** {@code defaultConfig.tracing}. */
  private void tracing(String path, JsonNode value) {
    if (MeshValues.last(path).equals("sampling")) {
      sampling = sampling(values.number(path, value, sampling));
    } else {
      values.notRead(
          path,
          Set.of(
                  "zipkin",
                  "lightstep",
                  "datadog",
                  "stackdriver",
                  "openCensusAgent",
                  "customTags",
                  "maxPathTagLength",
                  "tlsSettings",
                  "enableIstioTags")
              .contains(MeshValues.last(path)));
    }
  }
}
