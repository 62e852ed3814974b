package dev.ostia.translator.validate.schema;

/** The types of single values. */
enum Scalar {
  STRING("text"),
  BOOL("true or false"),
  INT32("a whole number"),
  UINT32("a whole number"),
  INT64("a whole number"),
  UINT64("a whole number"),
  DOUBLE("a number"),
  /** A duration of at least one millisecond. */
  DURATION("a duration such as 1.5s"),
  /** A duration of any length. */
  ANY_DURATION("a duration such as 1.5s"),
  /** Base64 text. */
  BYTES("base64 text"),
  /** One of a set of words. */
  ENUM("one of a few words"),
  INT_OR_STRING("a whole number or text"),
  /** A quantity of Kubernetes: a number or text. */
  QUANTITY("a number or text"),
  /** A mapping with fields of its own. */
  MESSAGE("a mapping"),
  /** A mapping of anything. */
  STRUCT("a mapping"),
  /** Anything. */
  ANY("anything");

  private final String noun;

  Scalar(String noun) {
    this.noun = noun;
  }

  /** What a value of this type is called in messages. */
  String noun() {
    return noun;
  }
}
