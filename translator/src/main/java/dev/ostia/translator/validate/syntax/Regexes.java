package dev.ostia.translator.validate.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Regular expressions in RE2's syntax, as Envoy takes them. */
public final class Regexes {

  private static final int MAX_LENGTH = 1024;

  private Regexes() {}

  /** What is wrong with a regular expression; null if nothing. */
  public static @Nullable String fault(String regex) {
    if (regex.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
      return "the regular expression is longer than " + MAX_LENGTH + " bytes";
    }
    return faultOfSyntax(regex);
  }

  /** What is wrong with a regular expression of any length; null if nothing. */
  public static @Nullable String faultOfSyntax(String regex) {
    try {
      Pattern.compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return "not a regular expression of RE2: " + e.getMessage();
    }
  }
}
