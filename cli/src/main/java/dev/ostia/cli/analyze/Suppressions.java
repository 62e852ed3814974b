package dev.ostia.cli.analyze;

import dev.ostia.cli.CommandFailure;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is not to be told: by the command line, or by an annotation of the object. */
final class Suppressions {

  private static final String ANNOTATION = "galley.istio.io/analyze-suppress";
  private static final String ALL = "*";

  private record Suppression(String code, Pattern object) {}

  private final List<Suppression> suppressions = new ArrayList<>();
  private final ConfigView view;

  /**
   * Reads {@code CODE=KIND NAME.NAMESPACE} and {@code CODE=KIND NAMESPACE/NAME}.
   *
   * @throws CommandFailure if one has no {@code =}
   */
  Suppressions(List<String> texts, ConfigView view) {
    this.view = view;
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2) {
        throw new CommandFailure(
            text + " is not a valid suppression value. See ostia analyze --help");
      }
      suppressions.add(new Suppression(parts[0], pattern(parts[1])));
    }
  }

  private static Pattern pattern(String wildcard) {
    StringBuilder regex = new StringBuilder();
    for (String literal : wildcard.split("((?<=\\*)|(?=\\*))", -1)) {
      regex.append(literal.equals(ALL) ? ".*" : Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString());
  }

  boolean cover(Finding finding) {
    ObjectKey object = finding.diagnostic().object();
    if (object == null) {
      return false;
    }
    return suppressions.stream()
            .anyMatch(one -> one.code.equals(finding.code()) && isNamed(one.object, object))
        || annotated(object, finding.code());
  }

  /** As {@code istioctl} documents it, {@code Kind name.namespace}, and as both tools print it. */
  private static boolean isNamed(Pattern pattern, ObjectKey object) {
    String name =
        object.kind().kindName()
            + " "
            + object.name()
            + (object.namespace().isEmpty() ? "" : "." + object.namespace());
    return pattern.matcher(name).matches() || pattern.matcher(object.toString()).matches();
  }

  /** Codes that are never told, so that suppressing them does nothing. */
  List<String> unknownCodes() {
    return suppressions.stream()
        .map(Suppression::code)
        .filter(
            code -> Arrays.stream(DiagnosticCode.values()).noneMatch(it -> it.id().equals(code)))
        .toList();
  }

  private boolean annotated(ObjectKey key, String code) {
    Optional<ConfigObject<?>> object = view.get(key);
    String codes = object.map(found -> found.annotations().getOrDefault(ANNOTATION, "")).orElse("");
    return Arrays.stream(codes.split(",", -1))
        .map(String::strip)
        .anyMatch(one -> one.equals(ALL) || one.equals(code));
  }
}
