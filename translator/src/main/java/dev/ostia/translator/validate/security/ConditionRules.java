package dev.ostia.translator.validate.security;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.Set;

/** What Istio refuses in {@code when}: further conditions on attributes. */
final class ConditionRules {

  private static final Set<String> FREE =
      Set.of(
          "source.namespace",
          "source.principal",
          "request.auth.principal",
          "request.auth.audiences",
          "request.auth.presenter",
          "connection.sni");
  private static final Set<String> IDENTITIES =
      Set.of("source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal");

  private ConditionRules() {}

  static void check(Field condition, boolean custom, Findings findings) {
    Field key = condition.get("key");
    String name = key.text();
    if (name.isEmpty()) {
      findings.refuse(key, "the key of the condition is empty");
      return;
    }
    if (custom && (IDENTITIES.contains(name) || name.startsWith("request.auth."))) {
      findings.refuse(key, quote(name) + " has no effect with the action CUSTOM");
    }
    if (condition.size("values") + condition.size("notValues") == 0) {
      findings.refuse(condition, "the condition has no values", "Add values, notValues or both");
      return;
    }
    checkKey(key, findings);
    checkValues(name, condition.get("values"), findings);
    checkValues(name, condition.get("notValues"), findings);
  }

  private static void checkKey(Field key, Findings findings) {
    String name = key.text();
    for (String map :
        new String[] {"request.headers", "request.auth.claims", "experimental.envoy.filters."}) {
      if (name.startsWith(map)) {
        int open = name.indexOf('[');
        if (!name.endsWith("]") || open <= 0 || open >= name.length() - 2) {
          findings.refuse(
              key,
              quote(name) + " names no entry",
              "Write it in brackets, as in request.headers[x]");
        }
        return;
      }
    }
    boolean checked =
        FREE.contains(name)
            || Set.of(
                    "source.ip",
                    "remote.ip",
                    "destination.ip",
                    "destination.port",
                    "source.serviceAccount",
                    "source.trustDomain")
                .contains(name);
    if (!checked) {
      findings.refuse(
          key,
          quote(name) + " is not an attribute of a request",
          "Use one such as request.headers[x], source.ip, destination.port or connection.sni");
    }
  }

  private static void checkValues(String key, Field values, Findings findings) {
    switch (key) {
      case "source.ip", "remote.ip", "destination.ip" -> ValueRules.addresses(values, findings);
      case "destination.port" -> ValueRules.ports(values, findings);
      case "source.serviceAccount" -> ValueRules.serviceAccounts(values, findings);
      case "source.trustDomain" -> ValueRules.wildcards(values, findings);
      default -> ValueRules.notEmpty(values, findings);
    }
  }
}
