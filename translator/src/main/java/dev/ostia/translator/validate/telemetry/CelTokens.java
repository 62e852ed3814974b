package dev.ostia.translator.validate.telemetry;

import dev.ostia.translator.validate.telemetry.CelSyntax.CelFault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a CEL expression. */
final class CelTokens {

  /** What a word is. */
  enum WordType {
    NAME,
    LITERAL,
    SYMBOL,
    END
  }

  /** One word. */
  record Token(WordType type, String text) {
    boolean is(String symbol) {
      return text.equals(symbol) && (type == WordType.SYMBOL || type == WordType.NAME);
    }
  }

  private static final Pattern SKIPPED = Pattern.compile("(?:[ \\t\\r\\n\\f]|//[^\\n]*)+");
  private static final Pattern STRING =
      Pattern.compile(
          "(?:[bB]?[rR]|[rR][bB])(?:\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\\n]*\"|'[^'\\n]*')"
              + "|[bB]?(?:\"\"\"(?:[^\\\\]|\\\\.)*?\"\"\"|'''(?:[^\\\\]|\\\\.)*?'''"
              + "|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')",
          Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile(
          "0x[0-9a-fA-F]+[uU]?|[0-9]*\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+"
              + "|[0-9]+[uU]?");
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*|`[-_./ a-zA-Z0-9]+`");
  private static final Pattern SYMBOL =
      Pattern.compile("==|!=|<=|>=|&&|\\|\\||[-+*/%<>!?:.,()\\[\\]{}]");

  private CelTokens() {}

  static List<Token> of(String expression) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < expression.length()) {
      at = skip(expression, at);
      if (at < expression.length()) {
        Token token = next(expression, at);
        tokens.add(token);
        at += token.text().length();
      }
    }
    tokens.add(new Token(WordType.END, ""));
    return tokens;
  }

  private static int skip(String text, int at) {
    Matcher matcher = SKIPPED.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }

  private static Token next(String text, int at) {
    for (Pattern literal : List.of(STRING, NUMBER)) {
      Matcher matcher = literal.matcher(text).region(at, text.length());
      if (matcher.lookingAt()) {
        return new Token(WordType.LITERAL, matcher.group());
      }
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (name.lookingAt()) {
      return new Token(WordType.NAME, name.group());
    }
    Matcher symbol = SYMBOL.matcher(text).region(at, text.length());
    if (symbol.lookingAt()) {
      return new Token(WordType.SYMBOL, symbol.group());
    }
    throw new CelFault("unexpected character " + text.charAt(at) + " at column " + (at + 1));
  }
}
