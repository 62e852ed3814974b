package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/** Envoy's HeaderMatcher on the request headers, pseudo headers included. */
final class HeaderMatch {

  private HeaderMatch() {}

  /** Why the matcher refuses these headers; empty if it takes them. */
  static Optional<String> mismatch(HeaderMatcher matcher, Headers headers) {
    Optional<String> value = headers.value(matcher.getName());
    if (value.isEmpty() && matcher.getTreatMissingHeaderAsEmpty()) {
      value = Optional.of("");
    }
    boolean accepted = accepts(matcher, value);
    if (accepted) {
      return Optional.empty();
    }
    String name = "header " + matcher.getName();
    if (matcher.getInvertMatch()) {
      return Optional.of(name + " has a value that it must not have");
    }
    if (matcher.getHeaderMatchSpecifierCase()
            == HeaderMatcher.HeaderMatchSpecifierCase.PRESENT_MATCH
        && !matcher.getPresentMatch()) {
      return Optional.of(name + " is there");
    }
    return Optional.of(
        value.isEmpty()
            ? name + " is missing"
            : name + " " + StringMatch.describe(stringMatcher(matcher)));
  }

  /** An inverted condition on a missing header does not hold, unless missing counts as empty. */
  private static boolean accepts(HeaderMatcher matcher, Optional<String> value) {
    boolean invert = matcher.getInvertMatch();
    return switch (matcher.getHeaderMatchSpecifierCase()) {
      case PRESENT_MATCH -> (value.isPresent() == matcher.getPresentMatch()) != invert;
      case HEADERMATCHSPECIFIER_NOT_SET -> value.isPresent() != invert;
      case RANGE_MATCH -> value.isPresent() && inRange(matcher, value.get()) != invert;
      default ->
          value.isPresent() && StringMatch.matches(stringMatcher(matcher), value.get()) != invert;
    };
  }

  private static boolean inRange(HeaderMatcher matcher, String value) {
    try {
      long number = Long.parseLong(value);
      return number >= matcher.getRangeMatch().getStart()
          && number < matcher.getRangeMatch().getEnd();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The condition on the value; the forms that Envoy calls deprecated are put in the new one. */
  @SuppressWarnings("deprecation")
  private static StringMatcher stringMatcher(HeaderMatcher matcher) {
    return switch (matcher.getHeaderMatchSpecifierCase()) {
      case STRING_MATCH -> matcher.getStringMatch();
      case EXACT_MATCH -> StringMatcher.newBuilder().setExact(matcher.getExactMatch()).build();
      case PREFIX_MATCH -> StringMatcher.newBuilder().setPrefix(matcher.getPrefixMatch()).build();
      case SUFFIX_MATCH -> StringMatcher.newBuilder().setSuffix(matcher.getSuffixMatch()).build();
      case CONTAINS_MATCH ->
          StringMatcher.newBuilder().setContains(matcher.getContainsMatch()).build();
      case SAFE_REGEX_MATCH ->
          StringMatcher.newBuilder().setSafeRegex(matcher.getSafeRegexMatch()).build();
      default -> StringMatcher.getDefaultInstance();
    };
  }
}
