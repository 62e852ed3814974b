package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.HeaderSyntax;

/** What Istio refuses in {@code headers}: what is set, added and removed. */
final class HeaderRules {

  private HeaderRules() {}

  static void check(Field headers, Findings findings) {
    checkOperations(headers.get("request"), true, findings);
    checkOperations(headers.get("response"), false, findings);
  }

  private static void checkOperations(Field operations, boolean request, Findings findings) {
    for (String operation : new String[] {"set", "add"}) {
      for (Field header : operations.entries(operation)) {
        checkName(header, header.key(), request, findings);
        CommonRules.refuseIf(HeaderSyntax.faultOfValue(header.text()), header, findings);
      }
    }
    for (Field header : operations.items("remove")) {
      checkName(header, header.text(), false, findings);
    }
  }

  private static void checkName(
      Field field, String name, boolean authorityAllowed, Findings findings) {
    if (name.isEmpty()) {
      findings.refuse(field, "the name of the header is empty");
    } else if (HeaderSyntax.isAuthority(name) && authorityAllowed) {
      return;
    } else if (name.startsWith(":") || name.equalsIgnoreCase("host")) {
      findings.refuse(
          field,
          quote(name) + " cannot be changed here",
          "Use rewrite for the path and the host of the request");
    }
  }

  /** The authority may be changed in one place only. */
  static void checkAuthority(Field route, Findings findings) {
    boolean changed = !route.get("rewrite").text("authority").isEmpty();
    Field request = route.get("headers").get("request");
    for (String operation : new String[] {"set", "add"}) {
      for (Field header : request.entries(operation)) {
        if (HeaderSyntax.isAuthority(header.key())) {
          if (changed) {
            findings.refuse(
                header,
                "the host of the request is changed in more than one place",
                "Keep one: rewrite.authority, or the header host");
            return;
          }
          changed = !header.text().isEmpty();
        }
      }
    }
  }
}
