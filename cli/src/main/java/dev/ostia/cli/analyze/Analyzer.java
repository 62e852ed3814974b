package dev.ostia.cli.analyze;

import dev.ostia.cli.analyze.rule.Rule;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All that is wrong with the objects of a view: what translating tells, and the rules. */
public final class Analyzer {

  private Analyzer() {}

  /**
   * What was found, each once, sorted.
   *
   * @param labels those of the only gateway that is looked at; empty for one for each selector
   */
  public static List<Diagnostic> diagnostics(ConfigView view, Map<String, String> labels) {
    List<Translation> translations = new ArrayList<>();
    for (Proxy proxy : Gateways.of(view, labels)) {
      translations.add(new Translator(proxy).translate(view));
    }
    List<Diagnostic> all = new ArrayList<>();
    translations.forEach(translation -> all.addAll(translation.diagnostics()));
    all.addAll(GatewayUse.check(view, labels));
    return withRules(view, translations, all);
  }

  /** What one translation told, and what the rules tell of the same objects. */
  public static List<Diagnostic> withRules(
      ConfigView view, Translation translation, List<Diagnostic> told) {
    return withRules(view, List.of(translation), told);
  }

  private static List<Diagnostic> withRules(
      ConfigView view, List<Translation> translations, List<Diagnostic> told) {
    List<Diagnostic> ofRules = new ArrayList<>();
    Rule.all().forEach(rule -> ofRules.addAll(rule.check(view)));
    for (Diagnostic shadowed : Shadows.find(view, translations)) {
      if (ofRules.stream().noneMatch(other -> isSame(other, shadowed))) {
        ofRules.add(shadowed);
      }
    }
    IstioCodes codes = new IstioCodes(view);
    List<Diagnostic> all = new ArrayList<>(told.stream().flatMap(codes::of).toList());
    all.removeIf(one -> ofRules.stream().anyMatch(other -> saysMore(other, one)));
    all.addAll(ofRules);
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  private static boolean isSame(Diagnostic one, Diagnostic other) {
    return Objects.equals(one.object(), other.object()) && other.field().startsWith(one.field());
  }

  /**
   * A rule has the code of its own for what translating calls without effect or missing; that a
   * certificate is used twice, or a field is old, says nothing of whether it is there.
   */
  private static boolean saysMore(Diagnostic rule, Diagnostic other) {
    return rule.code() != DiagnosticCode.DUPLICATE_CERTIFICATE
        && !isOfForm(rule, other)
        && (other.code() == DiagnosticCode.NO_EFFECT
            || other.code() == DiagnosticCode.NOT_HONOURED
            || other.code() == DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND)
        && Objects.equals(rule.object(), other.object())
        && rule.field().equals(other.field());
  }

  private static boolean isOfForm(Diagnostic rule, Diagnostic other) {
    return rule.code() == DiagnosticCode.SCHEMA_WARNING
        && other.code() == DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND;
  }
}
