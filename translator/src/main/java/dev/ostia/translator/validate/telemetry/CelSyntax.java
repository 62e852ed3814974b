package dev.ostia.translator.validate.telemetry;

import org.jspecify.annotations.Nullable;

/** Whether a text is an expression of CEL, by its grammar alone: names and types are not known. */
final class CelSyntax {

  private CelSyntax() {}

  /** What is wrong with an expression; null if nothing. */
  static @Nullable String fault(String expression) {
    try {
      new CelParser(CelTokens.of(expression)).parse();
      return null;
    } catch (CelFault e) {
      return "not an expression of CEL: " + e.getMessage();
    }
  }

  /** The end of an attempt to read an expression. */
  static final class CelFault extends RuntimeException {
    CelFault(String message) {
      super(message, null, false, false);
    }
  }
}
