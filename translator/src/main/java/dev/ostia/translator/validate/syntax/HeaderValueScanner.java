package dev.ostia.translator.validate.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Walks over a header value as Envoy's formatter does: text, {@code %%} for a percent sign, {@code
 * %NAME%}, {@code %NAME(argument)%} and {@code %NAME(["a", "b"])%}.
 */
final class HeaderValueScanner {

  private final String value;
  private int at;

  HeaderValueScanner(String value) {
    this.value = value;
  }

  /** What is wrong; null if nothing. */
  @Nullable String fault() {
    while (at < value.length()) {
      if (value.charAt(at) != '%') {
        at++;
      } else if (at + 1 == value.length()) {
        return "a percent sign at the end is not doubled";
      } else if (value.charAt(at + 1) == '%') {
        at += 2;
      } else {
        at++;
        String fault = variable();
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  private @Nullable String variable() {
    while (at < value.length()) {
      char c = value.charAt(at++);
      if (c == '%') {
        return null;
      }
      if (c == '(') {
        return arguments();
      }
    }
    return unfinished();
  }

  private @Nullable String arguments() {
    skipSpaces();
    if (at < value.length() && value.charAt(at) == '[') {
      at++;
      return listedArguments();
    }
    if (at < value.length()) {
      at++;
    }
    return textArgument();
  }

  private @Nullable String listedArguments() {
    skipSpaces();
    if (at == value.length()) {
      return unfinished();
    }
    if (value.charAt(at) != '"') {
      return "the arguments of a variable in [ ] are not quoted";
    }
    at++;
    return textArgument();
  }

  /** Reads up to the quote or the parenthesis that ends the argument. */
  private @Nullable String textArgument() {
    while (at < value.length()) {
      char c = value.charAt(at++);
      if (c == '\\') {
        if (at == value.length()) {
          return "a backslash at the end escapes nothing";
        }
        at++;
      } else if (c == ')') {
        return end();
      } else if (c == '"') {
        return afterQuote();
      }
    }
    return unfinished();
  }

  private @Nullable String afterQuote() {
    skipSpaces();
    if (at == value.length()) {
      return unfinished();
    }
    char c = value.charAt(at++);
    if (c == ',') {
      return listedArguments();
    }
    if (c != ']') {
      return "after an argument of a variable there is neither a comma nor ]";
    }
    skipSpaces();
    if (at == value.length()) {
      return unfinished();
    }
    return value.charAt(at++) == ')' ? end() : "the arguments of a variable do not end with )";
  }

  private @Nullable String end() {
    skipSpaces();
    if (at == value.length()) {
      return unfinished();
    }
    return value.charAt(at++) == '%' ? null : "a variable with arguments does not end with %";
  }

  private void skipSpaces() {
    while (at < value.length() && value.charAt(at) == ' ') {
      at++;
    }
  }

  private static String unfinished() {
    return "a %VARIABLE% is not closed";
  }
}
