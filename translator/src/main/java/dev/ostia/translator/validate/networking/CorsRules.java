package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Durations;
import dev.ostia.translator.validate.syntax.HeaderSyntax;
import java.util.Set;

/** What Istio refuses in a CORS policy. */
final class CorsRules {

  private static final long SECOND = 1_000_000_000;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");

  private CorsRules() {}

  static void check(Field cors, Findings findings) {
    for (Field origin : cors.items("allowOrigins")) {
      boolean empty =
          origin.text("exact").isEmpty()
              && origin.text("prefix").isEmpty()
              && origin.text("regex").isEmpty();
      if (empty) {
        findings.refuse(
            origin, "the origin is empty", "Give exact, prefix or regex, such as exact: '*'");
      } else {
        HttpMatchRules.checkRegex(origin, findings);
      }
    }
    for (Field method : cors.items("allowMethods")) {
      if (!METHODS.contains(method.text())) {
        findings.refuse(
            method, quote(method.text()) + " is not a method", "Write it in capitals, such as GET");
      }
    }
    for (String list : new String[] {"allowHeaders", "exposeHeaders"}) {
      for (Field header : cors.items(list)) {
        if (!HeaderSyntax.isName(header.text())) {
          findings.refuse(header, quote(header.text()) + " is not the name of a header");
        }
      }
    }
    checkMaxAge(cors.get("maxAge"), findings);
  }

  private static void checkMaxAge(Field maxAge, Findings findings) {
    if (maxAge.absent()) {
      return;
    }
    CommonRules.duration(maxAge, findings);
    if (Durations.parse(maxAge.text()).orElse(0) % SECOND != 0) {
      findings.refuse(
          maxAge,
          "maxAge " + maxAge.text() + " is finer than seconds",
          "Round it to whole seconds");
    }
  }
}
