package dev.ostia.translator.route.feature;

import dev.ostia.translator.format.FormatStrings;
import java.util.Optional;

/** What Envoy would refuse in the names and values of headers. */
final class HeaderChecks {

  private HeaderChecks() {}

  /** Why this cannot be the name of a header to add or remove; empty if it can. */
  static Optional<String> problemOfName(String name) {
    if (name.isEmpty()) {
      return Optional.of("a header without a name");
    }
    if (name.startsWith(":")) {
      return Optional.of("pseudo headers cannot be changed");
    }
    return name.chars().anyMatch(c -> c <= ' ' || c == ':' || c == 127)
        ? Optional.of("not the name of a header")
        : Optional.empty();
  }

  /** Why this cannot be the value of a header to add; empty if it can. */
  static Optional<String> problemOfValue(String value) {
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      return Optional.of("the value of a header cannot have line breaks");
    }
    return FormatStrings.problem(value);
  }
}
