package dev.ostia.translator.validate.document;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.validate.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one object, in the order in which it is found. */
public final class Findings {

  private static final int SHOWN_LENGTH = 80;

  private List<Violation> violations = List.of();

  /** Notes a broken rule of Istio. */
  public void refuse(Field where, String message, String advice) {
    add(DiagnosticCode.SCHEMA_VALIDATION, where, message, advice);
  }

  /** Notes a broken rule whose message says by itself what to do. */
  public void refuse(Field where, String message) {
    refuse(where, message, "");
  }

  /** Notes anything that is wrong. */
  public void add(DiagnosticCode code, Field where, String message, String advice) {
    add(new Violation(code, where.path(), message, advice));
  }

  /** Notes something that has been found elsewhere. */
  public void add(Violation violation) {
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(violation);
  }

  /** Whether nothing has been found. */
  public boolean none() {
    return violations.isEmpty();
  }

  /** All that has been found. */
  public List<Violation> all() {
    return List.copyOf(violations);
  }

  /** A value as messages quote it, cut if it is long. */
  public static String quote(String value) {
    String shown =
        value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "...";
    return '"' + shown.replace("\n", "\\n") + '"';
  }
}
