package dev.ostia.translator.validate.telemetry;

import dev.ostia.translator.validate.telemetry.CelSyntax.CelFault;
import dev.ostia.translator.validate.telemetry.CelTokens.Token;
import dev.ostia.translator.validate.telemetry.CelTokens.WordType;
import java.util.List;
import java.util.Set;

/** Reads an expression by the grammar of the CEL specification, and keeps nothing of it. */
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

  private final List<Token> tokens;
  private int at;
  private int depth;

  CelParser(List<Token> tokens) {
    this.tokens = tokens;
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
        accept("?");
        name();
        if (accept("(")) {
          list(")");
        }
      } else if (accept("[")) {
        accept("?");
        expression();
        expect("]");
      } else if (accept("{")) {
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
      name();
      if (accept("(")) {
        list(")");
      }
    }
  }

  private void name() {
    if (peek().type() != WordType.NAME) {
      throw unexpected();
    }
    at++;
  }

  private void list(String end) {
    while (!accept(end)) {
      accept("?");
      expression();
      if (!accept(",")) {
        expect(end);
        return;
      }
    }
  }

  private void fields() {
    while (!accept("}")) {
      accept("?");
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
