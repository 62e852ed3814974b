package dev.ostia.controlplane.cases;

import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.RouteLayout;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A case after translation.
 *
 * @param diagnostics of the input and of all gateways, sorted, each once
 */
public record TranslatedCase(
    Map<GatewayProxy, Translation> translations, List<Diagnostic> diagnostics) {

  /** When cases are looked at: certificates that do not cover it are not valid. */
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Translates a case for each of its gateways. */
  public static TranslatedCase of(CaseFolder folder) {
    return of(CaseInput.load(folder), folder.gateways());
  }

  /** Translates a case with all routes in shards, however few they are. */
  public static TranslatedCase sharded(CaseFolder folder) {
    CaseInput input = CaseInput.load(folder);
    List<GatewayProxy> gateways =
        folder.gateways().stream()
            .map(
                g ->
                    new GatewayProxy(g.name(), g.proxy().with(RouteLayout.LEAN.withShardsAbove(0))))
            .toList();
    return of(input.view(), input.diagnostics(), gateways);
  }

  /** Translates objects for these gateways. */
  public static TranslatedCase of(CaseInput input, List<GatewayProxy> gateways) {
    return of(input.view(), input.diagnostics(), gateways);
  }

  private static TranslatedCase of(
      ConfigView view, List<Diagnostic> fromInput, List<GatewayProxy> gateways) {
    TreeSet<Diagnostic> diagnostics = new TreeSet<>(Diagnostic.ORDER);
    diagnostics.addAll(fromInput);
    Map<GatewayProxy, Translation> translations = new LinkedHashMap<>();
    for (GatewayProxy gateway : gateways) {
      Translation translation = new Translator(gateway.proxy()).translate(view.at(NOW));
      translations.put(gateway, translation);
      diagnostics.addAll(translation.diagnostics());
    }
    return new TranslatedCase(translations, List.copyOf(diagnostics));
  }

  /** The translation for the gateway of this name. */
  public Translation of(String gateway) {
    return translations.entrySet().stream()
        .filter(e -> e.getKey().name().equals(gateway))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the case has no gateway " + gateway));
  }
}
