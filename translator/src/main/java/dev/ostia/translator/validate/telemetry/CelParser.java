package dev.ostia.translator.validate.telemetry;

import dev.ostia.translator.validate.telemetry.CelSyntax.CelFault;
import dev.ostia.translator.validate.telemetry.CelTokens.Token;
import dev.ostia.translator.validate.telemetry.CelTokens.WordType;
import java.util.List;
import java.util.Set;

/**
 * Reads an expression by the grammar of the CEL specification. Keeps nothing of it; whoever wants
 * to know is told of what it meets.
 */
final class CelParser {

  private static final int MAX_DEPTH = 250;
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "in");

  /** What else than operators, names and literals there is in an expression. */
  interface Visitor {
    /** A call; the object that a method is called on is the first of its arguments. */
    void call(String function, int arguments, List<Token> text);

    /** A message is made, or an optional field asked for. */
    void unusual(String what);
  }

  private final List<Token> tokens;
  private final Visitor visitor;
  private int at;
  private int depth;

  CelParser(List<Token> tokens, Visitor visitor) {
    this.tokens = tokens;
    this.visitor = visitor;
  }

  /** Reads the whole text; throws if it is not one expression. */
  void parse() {
    expression();
    if (peek().type() != WordType.END) {
      throw unexpected();
    }
  }

  private void expression() {
    if (++depth > MAX_DEPTH) {
      throw new CelFault("it is nested too deeply");
    }
    or();
    if (accept("?")) {
      or();
      expect(":");
      expression();
    }
    depth--;
  }

  private void or() {
    do {
      and();
    } while (accept("||"));
  }

  private void and() {
    do {
      relation();
    } while (accept("&&"));
  }

  private void relation() {
    do {
      sum();
    } while (acceptAny(RELATIONS));
  }

  private void sum() {
    do {
      product();
    } while (acceptAny(Set.of("+", "-")));
  }

  private void product() {
    do {
      unary();
    } while (acceptAny(Set.of("*", "/", "%")));
  }

  private void unary() {
    if (accept("!")) {
      while (accept("!")) {
        // any number of them
      }
    } else {
      while (accept("-")) {
        // any number of them
      }
    }
    member();
  }

  private void member() {
    primary();
    while (true) {
      if (accept(".")) {
        optional();
        String name = name();
        if (accept("(")) {
          call(name, 1);
        }
      } else if (accept("[")) {
        optional();
        expression();
        expect("]");
      } else if (accept("{")) {
        visitor.unusual("a message");
        fields();
      } else {
        return;
      }
    }
  }

  private void primary() {
    if (accept("(")) {
      expression();
      expect(")");
    } else if (accept("[")) {
      list("]");
    } else if (accept("{")) {
      fields();
    } else if (peek().type() == WordType.LITERAL) {
      at++;
    } else {
      accept(".");
      if (RESERVED.contains(peek().text())) {
        throw new CelFault("the word " + peek().text() + " is reserved");
      }
      String name = name();
      if (accept("(")) {
        call(name, 0);
      }
    }
  }

  private void call(String function, int receivers) {
    int from = at;
    int arguments = list(")");
    visitor.call(function, receivers + arguments, tokens.subList(from, at - 1));
  }

  private void optional() {
    if (accept("?")) {
      visitor.unusual("an optional field");
    }
  }

  private String name() {
    if (peek().type() != WordType.NAME) {
      throw unexpected();
    }
    return tokens.get(at++).text();
  }

  private int list(String end) {
    int items = 0;
    while (!accept(end)) {
      optional();
      expression();
      items++;
      if (!accept(",")) {
        expect(end);
        return items;
      }
    }
    return items;
  }

  private void fields() {
    while (!accept("}")) {
      optional();
      expression();
      expect(":");
      expression();
      if (!accept(",")) {
        expect("}");
        return;
      }
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean accept(String symbol) {
    if (peek().is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean acceptAny(Set<String> symbols) {
    return peek().type() != WordType.LITERAL
        && symbols.contains(peek().text())
        && accept(peek().text());
  }

  private void expect(String symbol) {
    if (!accept(symbol)) {
      throw unexpected();
    }
  }

  private CelFault unexpected() {
    return new CelFault(
        peek().type() == WordType.END ? "it ends too early" : "unexpected " + peek().text());
  }
}
