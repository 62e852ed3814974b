package dev.ostia.cli.analyze;

import dev.ostia.cli.analyze.rule.Rule;
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
    List<Diagnostic> all = new ArrayList<>();
    for (Proxy proxy : Gateways.of(view, labels)) {
      all.addAll(new Translator(proxy).translate(view).diagnostics());
    }
    return withRules(view, all);
  }

  /**
   * What translating told, and what the rules tell of the same objects: each once, sorted.
   *
   * @param translated the diagnostics of translating the view
   */
  public static List<Diagnostic> withRules(ConfigView view, List<Diagnostic> translated) {
    List<Diagnostic> all = new ArrayList<>(translated);
    List<Diagnostic> ofRules =
        Rule.all().stream().flatMap(rule -> rule.check(view).stream()).toList();
    all.removeIf(one -> ofRules.stream().anyMatch(other -> saysMore(other, one)));
    all.addAll(ofRules);
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  /** A rule has the code of its own for what translating calls without effect or missing. */
  private static boolean saysMore(Diagnostic rule, Diagnostic other) {
    return (other.code() == DiagnosticCode.NO_EFFECT
            || other.code() == DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND)
        && Objects.equals(rule.object(), other.object())
        && rule.field().equals(other.field());
  }
}
