package dev.ostia.translator.validate.telemetry;

import com.google.common.collect.ImmutableSetMultimap;
import dev.ostia.translator.validate.syntax.Regexes;
import dev.ostia.translator.validate.telemetry.CelSyntax.CelFault;
import dev.ostia.translator.validate.telemetry.CelTokens.Token;
import dev.ostia.translator.validate.telemetry.CelTokens.WordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether Envoy can make a filter of an expression. It knows fewer functions than Istio's
 * validation lets pass, and refuses the whole listener for one that it does not know. Found with
 * Envoy 1.36 and 1.40.
 */
public final class EnvoyCel {

  private static final String HAS = "has";
  private static final String MATCHES = "matches";

  /** Functions with how many arguments they may have, the object of a method among them. */
  private static final ImmutableSetMultimap<String, Integer> FUNCTIONS = functions();

  private EnvoyCel() {}

  /** Why Envoy would refuse an expression; null if it would not. */
  public static @Nullable String fault(String expression) {
    try {
      new CelParser(CelTokens.of(expression), new Check()).parse();
      return null;
    } catch (CelFault e) {
      return e.getMessage();
    }
  }

  private static ImmutableSetMultimap<String, Integer> functions() {
    ImmutableSetMultimap.Builder<String, Integer> functions = ImmutableSetMultimap.builder();
    for (String name :
        List.of(
            HAS,
            "size",
            "int",
            "uint",
            "double",
            "bool",
            "bytes",
            "duration",
            "timestamp",
            "type",
            "dyn")) {
      functions.put(name, 1);
    }
    for (String name : List.of("startsWith", "endsWith", "contains", MATCHES)) {
      functions.put(name, 2);
    }
    for (String part :
        List.of(
            "FullYear",
            "Month",
            "Date",
            "DayOfMonth",
            "DayOfWeek",
            "DayOfYear",
            "Hours",
            "Minutes",
            "Seconds",
            "Milliseconds")) {
      functions.putAll("get" + part, 1, 2);
    }
    return functions.build();
  }

  private static final class Check implements CelParser.Visitor {
    @Override
    public void call(String function, int arguments, List<Token> text) {
      if (!FUNCTIONS.containsKey(function)) {
        throw new CelFault("Envoy has no function " + function);
      }
      if (!FUNCTIONS.containsEntry(function, arguments)) {
        throw new CelFault(function + " has too few or too many arguments");
      }
      if (function.equals(HAS)
          && (text.size() < 3 || !text.get(text.size() - 2).is(".") || !isName(text.getLast()))) {
        throw new CelFault("has() takes a field of something");
      }
      if (function.equals(MATCHES)) {
        checkPattern(text.getLast().text());
      }
    }

    @Override
    public void unusual(String what) {
      throw new CelFault("Envoy does not have " + what + " in expressions");
    }
  }

  private static boolean isName(Token token) {
    return token.type() == WordType.NAME;
  }

  /** A pattern that is a plain or a raw literal; any other is not known before it is used. */
  private static void checkPattern(String literal) {
    boolean raw = literal.startsWith("r") || literal.startsWith("R");
    String quoted = raw ? literal.substring(1) : literal;
    boolean plain = quoted.startsWith("'") || quoted.startsWith("\"");
    if (plain
        && !quoted.startsWith("'''")
        && !quoted.startsWith("\"\"\"")
        && (raw || quoted.indexOf('\\') < 0)) {
      String fault = Regexes.faultOfSyntax(quoted.substring(1, quoted.length() - 1));
      if (fault != null) {
        throw new CelFault(fault);
      }
    }
  }
}
