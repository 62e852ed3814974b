package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.provider.ExtensionProvider;
import io.fabric8.istio.api.api.telemetry.v1alpha1.ProviderRef;
import io.fabric8.istio.api.api.telemetry.v1alpha1.WorkloadMode;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How Telemetry objects name the providers of the mesh configuration. */
final class Providers {

  /**
   * A provider as it is named.
   *
   * @param name in lower case: the case does not count
   * @param object that names it; null for the mesh configuration
   * @param field where it does
   */
  record Named(String name, @Nullable ConfigObject<Telemetry> object, String field) {

    /** A diagnostic about it. */
    Diagnostic diagnostic(DiagnosticCode code, String message, String advice) {
      return object == null
          ? new Diagnostic(code, code.severity(), null, field, message, advice, null)
          : Diagnostic.of(code, object, field, message, advice);
    }
  }

  private Providers() {}

  /** The defaults that the mesh configuration names in this field. */
  static List<Named> defaults(List<String> names, String field) {
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      named.add(new Named(lower(names.get(i)), null, field + "[" + i + "]"));
    }
    return named;
  }

  /** The providers that an entry of an object lists. */
  static List<Named> named(
      ConfigObject<Telemetry> object, @Nullable List<ProviderRef> providers, String entry) {
    List<Named> named = new ArrayList<>();
    for (int i = 0; providers != null && i < providers.size(); i++) {
      String name = providers.get(i).getName();
      if (name != null) {
        named.add(new Named(lower(name), object, entry + ".providers[" + i + "].name"));
      }
    }
    return named;
  }

  /** The first provider of a name. */
  static Optional<ExtensionProvider> find(List<ExtensionProvider> all, String name) {
    return all.stream().filter(provider -> lower(provider.name()).equals(name)).findFirst();
  }

  /** Whether an entry counts for gateways, which are clients as Istio sees it. */
  static boolean countsForGateways(@Nullable WorkloadMode mode) {
    return mode != WorkloadMode.SERVER;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
