package dev.ostia.translator.route.match;

import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Istio's StringMatch as Envoy's StringMatcher. */
public final class StringMatchers {

  private static final String ANY_REGEX = "*";

  private StringMatchers() {}

  /**
   * Whether the match asks only for the presence of a value: an empty StringMatch, the regex {@code
   * *} (which is no regular expression), or an empty prefix.
   */
  public static boolean isPresence(@Nullable StringMatch match) {
    if (match == null || match.getMatchType() == null) {
      return true;
    }
    return switch (match.getMatchType()) {
      case StringMatchRegex regex -> ANY_REGEX.equals(regex.getRegex());
      case StringMatchPrefix prefix -> text(prefix.getPrefix()).isEmpty();
      default -> false;
    };
  }

  /** Why Envoy would refuse this match; empty if it would not. */
  public static Optional<String> problem(@Nullable StringMatch match) {
    return !isPresence(match) && match != null && match.getMatchType() instanceof StringMatchRegex r
        ? Regexes.problem(text(r.getRegex()))
        : Optional.empty();
  }

  /** The matcher of a match that is more than {@link #isPresence presence}. */
  public static StringMatcher of(StringMatch match) {
    StringMatcher.Builder matcher = StringMatcher.newBuilder();
    switch (match.getMatchType()) {
      case StringMatchExact exact -> matcher.setExact(text(exact.getExact()));
      case StringMatchPrefix prefix -> matcher.setPrefix(text(prefix.getPrefix()));
      case StringMatchRegex regex -> matcher.setSafeRegex(Regexes.matcher(text(regex.getRegex())));
      default -> throw new IllegalArgumentException("unknown kind of match: " + match);
    }
    return matcher.build();
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
