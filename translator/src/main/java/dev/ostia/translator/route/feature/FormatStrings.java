package dev.ostia.translator.route.feature;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Envoy's substitution format: {@code %COMMAND%}, {@code %COMMAND(argument):length%}, {@code %%}.
 */
final class FormatStrings {

  private static final Pattern OPERATOR =
      Pattern.compile("%(?:%|[A-Z][A-Z0-9_]*(?:\\([^)]*\\))?(?::[0-9]+)?%)");

  private FormatStrings() {}

  /** Why Envoy would refuse this text as a format; empty if it would not. */
  static Optional<String> problem(String text) {
    Matcher operator = OPERATOR.matcher(text);
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', operator.end())) {
      if (!operator.find(i) || operator.start() != i) {
        return Optional.of("a single % begins a format such as %PROTOCOL%, write %% for a percent");
      }
    }
    return Optional.empty();
  }
}
