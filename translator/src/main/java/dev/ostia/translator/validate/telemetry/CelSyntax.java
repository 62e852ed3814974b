package dev.ostia.translator.validate.telemetry;

import dev.ostia.translator.validate.telemetry.CelTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a text is an expression of CEL, by its grammar alone: names and types are not known. */
final class CelSyntax {

  private CelSyntax() {}

  /** What is wrong with an expression; null if nothing. */
  static @Nullable String fault(String expression) {
    try {
      new CelParser(CelTokens.of(expression), new Anything()).parse();
      return null;
    } catch (CelFault e) {
      return "not an expression of CEL: " + e.getMessage();
    }
  }

  /** Names of functions play no part in the grammar. */
  private static final class Anything implements CelParser.Visitor {
    @Override
    public void call(String function, int arguments, List<Token> text) {}

    @Override
    public void unusual(String what) {}
  }

  /** The end of an attempt to read an expression. */
  static final class CelFault extends RuntimeException {
    CelFault(String message) {
      super(message, null, false, false);
    }
  }
}
