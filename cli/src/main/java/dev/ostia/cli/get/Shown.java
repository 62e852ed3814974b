package dev.ostia.cli.get;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object with what is to be said of it.
 *
 * @param object null if it was refused
 * @param found the worst first
 */
record Shown(ObjectKey key, @Nullable ConfigObject<?> object, List<Diagnostic> found) {

  private static final int LINE = 80;

  /** Whether all of it has effect. */
  boolean ready() {
    return object != null && found.stream().noneMatch(one -> one.severity() == Severity.ERROR);
  }

  /** The worst in one line; shortened unless all is wanted. */
  String diagnostic(boolean all) {
    if (found.isEmpty()) {
      return "";
    }
    Diagnostic first = found.getFirst();
    String text =
        first.code().id()
            + " "
            + (first.field().isEmpty() ? "" : first.field() + ": ")
            + first.message().replaceAll("\\s+", " ");
    String more = found.size() == 1 ? "" : " (+%d more)".formatted(found.size() - 1);
    return (all || text.length() <= LINE ? text : text.substring(0, LINE - 3) + "...") + more;
  }

  /** Where it stands, such as {@code routes.yaml:12}; empty if in no file. */
  String place() {
    return object == null
        ? found.stream()
            .flatMap(one -> one.where().stream())
            .findFirst()
            .map(place -> place.file() + ":" + place.line())
            .orElse("")
        : object.position("").map(place -> place.file() + ":" + place.line()).orElse("");
  }
}
