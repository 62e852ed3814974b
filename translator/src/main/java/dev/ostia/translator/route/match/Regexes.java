package dev.ostia.translator.route.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import java.util.Optional;

/** Regular expressions: Envoy refuses a whole resource for one that RE2 cannot read. */
public final class Regexes {

  private Regexes() {}

  /** Why Envoy would refuse this expression; empty if it would not. */
  public static Optional<String> problem(String regex) {
    if (regex.isEmpty()) {
      return Optional.of("an empty regular expression");
    }
    try {
      Pattern.compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("not a regular expression of RE2: " + e.getMessage());
    }
  }

  /**
   * Why nothing that the expression matches is replaced by this; empty if it is.
   *
   * @param substitution with {@code \\1} for the first group
   */
  public static Optional<String> unknownGroup(String regex, String substitution) {
    int groups = Pattern.compile(regex).groupCount();
    for (int i = substitution.indexOf('\\'); i >= 0; i = substitution.indexOf('\\', i + 2)) {
      char next = after(substitution, i);
      if (next >= '0' && next <= '9' && next - '0' > groups) {
        return Optional.of(
            "the expression has %d groups, there is none for \\%c".formatted(groups, next));
      }
    }
    return Optional.empty();
  }

  /** Why a backslash in a replacement has no meaning; empty if each has one. */
  public static Optional<String> strayBackslash(String substitution) {
    for (int i = substitution.indexOf('\\'); i >= 0; i = substitution.indexOf('\\', i + 2)) {
      char next = after(substitution, i);
      if (next != '\\' && (next < '0' || next > '9')) {
        return Optional.of("a backslash must be followed by a digit or another backslash");
      }
    }
    return Optional.empty();
  }

  private static char after(String substitution, int backslash) {
    return backslash + 1 < substitution.length() ? substitution.charAt(backslash + 1) : ' ';
  }

  /** Envoy's matcher, which matches whole values only. */
  public static RegexMatcher matcher(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }
}
