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
   * Why Envoy would refuse this replacement for what the expression matches; empty if it would not.
   *
   * @param substitution with {@code \\1} for the first group
   */
  public static Optional<String> problemOfSubstitution(String regex, String substitution) {
    int groups = Pattern.compile(regex).groupCount();
    for (int i = substitution.indexOf('\\'); i >= 0; i = substitution.indexOf('\\', i + 2)) {
      char next = i + 1 < substitution.length() ? substitution.charAt(i + 1) : ' ';
      if (next >= '0' && next <= '9' && next - '0' > groups) {
        return Optional.of(
            "the expression has %d groups, there is none for \\%c".formatted(groups, next));
      }
      if (next != '\\' && (next < '0' || next > '9')) {
        return Optional.of("a backslash must be followed by a digit or another backslash");
      }
    }
    return Optional.empty();
  }

  /** Envoy's matcher, which matches whole values only. */
  public static RegexMatcher matcher(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }
}
