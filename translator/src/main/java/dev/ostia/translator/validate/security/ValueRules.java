package dev.ostia.translator.validate.security;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.IpSyntax;

/** What the values of an AuthorizationPolicy must be. */
final class ValueRules {

  private static final int MAX_PORT = 65535;

  private ValueRules() {}

  static void notEmpty(Field values, Findings findings) {
    for (Field value : values.items()) {
      if (value.text().isEmpty()) {
        findings.refuse(value, "the value is empty", "Give one, or remove it");
      }
    }
  }

  static void addresses(Field values, Findings findings) {
    for (Field value : values.items()) {
      if (!IpSyntax.isAddressOrBlock(value.text())) {
        findings.refuse(
            value,
            quote(value.text()) + " is neither an IP address nor a block of them",
            "Write it as in 10.0.0.1 or 10.0.0.0/8");
      }
    }
  }

  static void ports(Field values, Findings findings) {
    for (Field value : values.items()) {
      String text = value.text();
      boolean digits =
          !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || Integer.parseInt(text) > MAX_PORT) {
        findings.refuse(value, quote(text) + " is not a port number up to 65535");
      }
    }
  }

  /** A wildcard may stand at the start or the end, and only once. */
  static void wildcards(Field values, Findings findings) {
    notEmpty(values, findings);
    for (Field value : values.items()) {
      String text = value.text();
      int star = text.indexOf('*');
      boolean atEdge = star <= 0 || star == text.length() - 1;
      if (!atEdge || star != text.lastIndexOf('*')) {
        findings.refuse(
            value, quote(text) + " has a wildcard that is not at its start or its end, or two");
      }
    }
  }

  static void trustDomains(Field values, Findings findings) {
    wildcards(values, findings);
    for (Field value : values.items()) {
      if (value.text().contains("/")) {
        findings.refuse(value, quote(value.text()) + " is not a trust domain, which has no slash");
      }
    }
  }

  static void serviceAccounts(Field values, Findings findings) {
    if (values.size() > 16) {
      findings.refuse(values, "there are " + values.size() + " service accounts, of at most 16");
    }
    for (Field value : values.items()) {
      String text = value.text();
      int slash = text.indexOf('/');
      boolean named =
          !text.isEmpty()
              && slash == text.lastIndexOf('/')
              && slash != 0
              && slash != text.length() - 1;
      if (!named || text.contains("*") || text.length() > 320) {
        findings.refuse(
            value,
            quote(text) + " is not a service account",
            "Write name, or namespace/name, without wildcard");
      }
    }
  }
}
