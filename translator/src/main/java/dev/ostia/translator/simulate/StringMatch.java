package dev.ostia.translator.simulate;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Locale;

/** Envoy's StringMatcher. */
final class StringMatch {

  private StringMatch() {}

  static boolean matches(StringMatcher matcher, String value) {
    boolean fold = matcher.getIgnoreCase();
    String seen = fold(value, fold);
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> seen.equals(fold(matcher.getExact(), fold));
      case PREFIX -> seen.startsWith(fold(matcher.getPrefix(), fold));
      case SUFFIX -> seen.endsWith(fold(matcher.getSuffix(), fold));
      case CONTAINS -> seen.contains(fold(matcher.getContains(), fold));
      case SAFE_REGEX -> Pattern.matches(matcher.getSafeRegex().getRegex(), value);
      default -> false;
    };
  }

  /** The condition in words, to stand after the name of what is matched. */
  static String describe(StringMatcher matcher) {
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> "is not " + quote(matcher.getExact());
      case PREFIX -> "does not start with " + quote(matcher.getPrefix());
      case SUFFIX -> "does not end with " + quote(matcher.getSuffix());
      case CONTAINS -> "does not contain " + quote(matcher.getContains());
      case SAFE_REGEX -> "does not match the regex " + quote(matcher.getSafeRegex().getRegex());
      default -> "is matched in a way that the simulator does not know";
    };
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
