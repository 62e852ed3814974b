package dev.ostia.translator.format;

import com.google.common.base.Strings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Envoy's substitution format: {@code %COMMAND%}, {@code %COMMAND(argument):length%}, {@code %%}.
 */
public final class FormatStrings {

  private static final Pattern OPERATOR =
      Pattern.compile(
          "%(?:%|(?<command>[A-Z][A-Z0-9_]*)(?<argument>\\([^)]*\\))?(?<length>:[0-9]+)?%)");

  private FormatStrings() {}

  /** Why Envoy would refuse this text as a format; empty if it would not. */
  public static Optional<String> problem(String text) {
    Matcher operator = OPERATOR.matcher(text);
    int from = 0;
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', from)) {
      if (!operator.find(i) || operator.start() != i) {
        return Optional.of("a single % begins a format such as %PROTOCOL%, write %% for a percent");
      }
      if (operator.group("command") != null) {
        Optional<String> problem = problemOfOperator(operator);
        if (problem.isPresent()) {
          return problem;
        }
      }
      from = operator.end();
    }
    return Optional.empty();
  }

  private static Optional<String> problemOfOperator(Matcher operator) {
    String argument = Strings.nullToEmpty(operator.group("argument"));
    return FormatCommands.problem(
        operator.group("command"),
        new FormatCommands.Argument(
            !argument.isEmpty(),
            argument.isEmpty() ? "" : argument.substring(1, argument.length() - 1),
            operator.group("length") != null));
  }
}
