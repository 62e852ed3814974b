package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The DestinationRules that together apply to a service: all of one namespace and host, the one
 * that decides first. Identity stands for content.
 */
public final class EffectiveRule {

  /**
   * A subset with where it stands.
   *
   * @param labels what an endpoint needs to have; empty for every endpoint
   * @param field its path in the rule: {@code spec.subsets[i]}
   */
  public record NamedSubset(
      ConfigObject<DestinationRule> rule,
      String field,
      Map<String, String> labels,
      @Nullable TrafficPolicy trafficPolicy) {}

  /**
   * A top-level traffic policy with where it stands.
   *
   * @param rule the object that it is of
   */
  public record TopPolicy(ConfigObject<DestinationRule> rule, TrafficPolicy policy) {}

  private final List<ConfigObject<DestinationRule>> rules;
  private final Map<String, NamedSubset> subsets = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private @Nullable TopPolicy policy;

  /**
   * Merges rules: the first that has a traffic policy gives it, subsets are put together and of two
   * with the same name the first counts.
   *
   * @param rules at least one, in order of precedence
   */
  EffectiveRule(List<ConfigObject<DestinationRule>> rules) {
    this.rules = List.copyOf(rules);
    for (ConfigObject<DestinationRule> rule : rules) {
      io.fabric8.istio.api.api.networking.v1alpha3.DestinationRule spec = rule.resource().getSpec();
      if (spec.getTrafficPolicy() != null) {
        if (policy == null) {
          policy = new TopPolicy(rule, spec.getTrafficPolicy());
        } else {
          overruled(rule, "spec.trafficPolicy", "the trafficPolicy of " + policy.rule());
        }
      }
      addSubsets(rule, spec.getSubsets());
    }
  }

  private void addSubsets(ConfigObject<DestinationRule> rule, @Nullable List<Subset> declared) {
    if (declared == null) {
      return;
    }
    for (int i = 0; i < declared.size(); i++) {
      Subset subset = declared.get(i);
      if (subset != null && subset.getName() != null) {
        Map<String, String> labels = subset.getLabels() == null ? Map.of() : subset.getLabels();
        String field = "spec.subsets[" + i + "]";
        NamedSubset first =
            subsets.putIfAbsent(
                subset.getName(), new NamedSubset(rule, field, labels, subset.getTrafficPolicy()));
        if (first != null) {
          overruled(
              rule, field + ".name", "the subset " + subset.getName() + " of " + first.rule());
        }
      }
    }
  }

  private void overruled(ConfigObject<DestinationRule> rule, String field, String winner) {
    diagnostics.add(
        Diagnostic.of(
            DiagnosticCode.NO_EFFECT,
            rule,
            field,
            winner + ", which is older or earlier by name, counts instead",
            "Keep one of the two"));
  }

  /** What of these rules has no effect beside the others. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The rules that were merged, the one that decides first. */
  public List<ConfigObject<DestinationRule>> rules() {
    return rules;
  }

  /** The subset of this name. */
  public Optional<NamedSubset> subset(String name) {
    return Optional.ofNullable(subsets.get(name));
  }

  /** The names of all subsets. */
  public Iterable<String> subsetNames() {
    return subsets.keySet();
  }

  /** The top-level traffic policy. */
  public Optional<TopPolicy> policy() {
    return Optional.ofNullable(policy);
  }
}
