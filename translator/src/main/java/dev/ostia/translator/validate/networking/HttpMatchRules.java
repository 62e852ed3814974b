package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.HeaderSyntax;
import dev.ostia.translator.validate.syntax.Names;
import dev.ostia.translator.validate.syntax.Regexes;

/** What Istio refuses in a condition of an HTTP route. */
final class HttpMatchRules {

  private static final String PRESENT = "*";

  private HttpMatchRules() {}

  static void check(Field match, Findings findings) {
    for (Field header : match.entries("headers")) {
      checkName(header, findings);
      checkText(header, findings);
    }
    for (Field header : match.entries("withoutHeaders")) {
      checkName(header, findings);
      if (!header.text("regex").equals(PRESENT)) {
        checkText(header, findings);
      }
    }
    checkRegex(match.get("uri"), findings);
    checkText(match.get("scheme"), findings);
    checkText(match.get("method"), findings);
    checkText(match.get("authority"), findings);
    match.entries("queryParams").forEach(parameter -> checkText(parameter, findings));
    CommonRules.optionalPort(match.get("port"), findings);
    CommonRules.labels(match.get("sourceLabels"), findings);
    GatewayReferences.check(match.get("gateways"), findings);
    Field namespace = match.get("sourceNamespace");
    if (!namespace.text().isEmpty() && !Names.isDnsLabel(namespace.text())) {
      findings.refuse(namespace, quote(namespace.text()) + " is not the name of a namespace");
    }
  }

  private static void checkName(Field header, Findings findings) {
    if (!HeaderSyntax.isMatchable(header.key())) {
      findings.refuse(
          header,
          header.key().isEmpty()
              ? "the name of the header is empty"
              : quote(header.key()) + " is not the name of a header");
    }
  }

  /** A prefix must not be empty, and a regular expression must be one. */
  private static void checkText(Field match, Findings findings) {
    if (match.has("prefix") && match.text("prefix").isEmpty()) {
      findings.refuse(
          match.get("prefix"), "the prefix is empty", "Give one, or {} for any value at all");
    }
    checkRegex(match, findings);
  }

  /** A regular expression must be there and be one of RE2. */
  static void checkRegex(Field match, Findings findings) {
    Field regex = match.get("regex");
    if (regex.absent()) {
      return;
    }
    if (regex.text().isEmpty()) {
      findings.refuse(regex, "the regular expression is empty");
      return;
    }
    CommonRules.refuseIf(Regexes.fault(regex.text()), regex, findings);
  }
}
