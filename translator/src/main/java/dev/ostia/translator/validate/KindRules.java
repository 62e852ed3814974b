package dev.ostia.translator.validate;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** The rules of one kind. */
@FunctionalInterface
interface KindRules {

  /**
   * Notes what an object breaks.
   *
   * @param object the whole object
   * @param namespace the namespace that it is in, also where the object does not say so
   */
  void check(Field object, String namespace, Findings findings);
}
