package dev.ostia.translator.validate.schema;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/**
 * Something that must hold beyond the type.
 *
 * @param target what it is about: each value, or the list or mapping around them
 */
record Constraint(Target target, Check check) {

  enum Target {
    VALUE,
    WHOLE
  }

  /** Looks at a field and notes what is wrong. */
  @FunctionalInterface
  interface Check {
    void apply(Field field, Findings findings);
  }

  static Constraint onValue(Check check) {
    return new Constraint(Target.VALUE, check);
  }

  static Constraint onWhole(Check check) {
    return new Constraint(Target.WHOLE, check);
  }
}
