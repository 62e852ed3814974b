package dev.ostia.cli.analyze;

import dev.ostia.cli.analyze.rule.Rule;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    IstioCodes codes = new IstioCodes(view);
    List<Diagnostic> all = new ArrayList<>(told.stream().flatMap(codes::of).toList());
    Overlaps overlaps = new Overlaps(view, all);
    List<Diagnostic> ofRules = new ArrayList<>();
    for (Rule rule : Rule.all()) {
      rule.check(view).stream().filter(one -> !overlaps.isTold(one)).forEach(ofRules::add);
    }
    Overlaps rules = new Overlaps(view, ofRules);
    all.removeIf(rules::sayMore);
    Shadows.find(view, translations).stream()
        .filter(shadowed -> !rules.coverRuleOf(shadowed))
        .forEach(all::add);
    all.addAll(ofRules);
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }
}
