package dev.ostia.cli.analyze;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told already, so that translating and the rules do not tell one thing twice. */
final class Overlaps {

  private static final Pattern STREAM_RULE = Pattern.compile("spec\\.(tcp|tls)\\[(\\d+)]");

  private final ConfigView view;
  private final Map<ObjectKey, List<Diagnostic>> told = new HashMap<>();

  Overlaps(ConfigView view, List<Diagnostic> diagnostics) {
    this.view = view;
    for (Diagnostic one : diagnostics) {
      if (one.object() != null) {
        told.computeIfAbsent(one.object(), object -> new ArrayList<>()).add(one);
      }
    }
  }

  private List<Diagnostic> of(Diagnostic one) {
    return one.object() == null ? List.of() : told.getOrDefault(one.object(), List.of());
  }

  /** Whether translating told what a rule tells; it knows the gateway, so its words are better. */
  boolean isTold(Diagnostic ofRule) {
    return switch (ofRule.code()) {
      case REFERENCED_RESOURCE_NOT_FOUND ->
          of(ofRule).stream()
              .anyMatch(one -> one.code() == ofRule.code() && one.field().equals(ofRule.field()));
      case HOST_NOT_IN_GATEWAY -> eachHostIsTold(ofRule);
      case CONFLICTING_GATEWAYS ->
          of(ofRule).stream()
              .anyMatch(
                  one -> one.code() == ofRule.code() && one.field().startsWith(ofRule.field()));
      default -> false;
    };
  }

  /** No host of the VirtualService is served by any Gateway, which is told of each host. */
  private boolean eachHostIsTold(Diagnostic ofRule) {
    long hosts =
        of(ofRule).stream()
            .filter(one -> one.code() == ofRule.code() && one.field().startsWith("spec.hosts["))
            .map(Diagnostic::field)
            .distinct()
            .count();
    return hosts > 0
        && view.virtualService(Objects.requireNonNull(ofRule.object()))
            .map(service -> service.resource().getSpec().getHosts().size())
            .filter(all -> all == hosts)
            .isPresent();
  }

  /** Whether a rule told that a whole rule of a VirtualService is without effect. */
  boolean coverRuleOf(Diagnostic shadowed) {
    return of(shadowed).stream().anyMatch(one -> shadowed.field().startsWith(one.field()));
  }

  /**
   * A rule has the code of its own for what translating calls without effect or missing; that a
   * certificate is used twice, a field is old or a Gateway serves no host says nothing of whether
   * it is there.
   */
  boolean sayMore(Diagnostic other) {
    return of(other).stream()
            .anyMatch(one -> one.field().equals(other.field()) && says(one.code(), other.code()))
        || (other.code() == DiagnosticCode.NO_EFFECT && eachMatchIsTold(other));
  }

  /** That no server fits a tcp or tls rule is clear if none has the port of any of its matches. */
  private boolean eachMatchIsTold(Diagnostic ofRule) {
    Matcher rule = STREAM_RULE.matcher(ofRule.field());
    if (!rule.matches()) {
      return false;
    }
    int index = Integer.parseInt(rule.group(2));
    long told =
        of(ofRule).stream()
            .filter(one -> one.code() == DiagnosticCode.NO_EFFECT)
            .filter(one -> one.field().startsWith(ofRule.field() + ".match["))
            .count();
    return told > 0
        && view.virtualService(Objects.requireNonNull(ofRule.object()))
            .map(service -> service.resource().getSpec())
            .map(
                spec ->
                    rule.group(1).equals("tcp")
                        ? spec.getTcp().get(index).getMatch().size()
                        : spec.getTls().get(index).getMatch().size())
            .filter(matches -> matches == told)
            .isPresent();
  }

  private static boolean says(DiagnosticCode rule, DiagnosticCode other) {
    return switch (rule) {
      case DUPLICATE_CERTIFICATE, CONFLICTING_GATEWAYS -> false;
      case SCHEMA_WARNING, HOST_NOT_IN_GATEWAY ->
          other == DiagnosticCode.NO_EFFECT || other == DiagnosticCode.NOT_HONOURED;
      default ->
          other == DiagnosticCode.NO_EFFECT
              || other == DiagnosticCode.NOT_HONOURED
              || other == DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND;
    };
  }
}
