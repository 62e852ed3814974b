package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import java.util.Optional;

/** Envoy's QueryParameterMatcher: the first value of a name counts, as sent, without decoding. */
final class QueryMatch {

  private QueryMatch() {}

  /** Why the matcher refuses this path; empty if it takes it. */
  static Optional<String> mismatch(QueryParameterMatcher matcher, String path) {
    Optional<String> value = firstValue(path, matcher.getName());
    String name = "query parameter " + matcher.getName();
    return switch (matcher.getQueryParameterMatchSpecifierCase()) {
      case STRING_MATCH -> {
        if (value.isEmpty()) {
          yield Optional.of(name + " is missing");
        }
        yield StringMatch.matches(matcher.getStringMatch(), value.get())
            ? Optional.empty()
            : Optional.of(name + " " + StringMatch.describe(matcher.getStringMatch()));
      }
      case PRESENT_MATCH ->
          value.isPresent() == matcher.getPresentMatch()
              ? Optional.empty()
              : Optional.of(name + (value.isPresent() ? " is there" : " is missing"));
      default -> value.isPresent() ? Optional.empty() : Optional.of(name + " is missing");
    };
  }

  private static Optional<String> firstValue(String path, String name) {
    int start = path.indexOf('?');
    if (start < 0) {
      return Optional.empty();
    }
    for (String pair : path.substring(start + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (key.equals(name)) {
        return Optional.of(equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return Optional.empty();
  }
}
