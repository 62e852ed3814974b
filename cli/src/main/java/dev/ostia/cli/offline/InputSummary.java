package dev.ostia.cli.offline;

import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** What was read, in one line. */
final class InputSummary {

  private InputSummary() {}

  /** {@code 3 files, 5 valid objects (1 Gateway, 4 Service): 2 errors, 0 warnings}. */
  static String line(LoadedFiles input) {
    return count(input.files(), "file")
        + ", "
        + count(input.objects().size(), "valid object")
        + kinds(input.objects())
        + ": "
        + count(number(input.diagnostics(), Severity.ERROR), "error")
        + ", "
        + count(number(input.diagnostics(), Severity.WARNING), "warning");
  }

  private static String kinds(Collection<ConfigObject<?>> objects) {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    objects.forEach(object -> kinds.merge(object.key().kind(), 1, Integer::sum));
    StringJoiner text = new StringJoiner(", ", " (", ")").setEmptyValue("");
    kinds.forEach((kind, number) -> text.add(number + " " + kind.kindName()));
    return text.toString();
  }

  private static int number(Collection<Diagnostic> diagnostics, Severity severity) {
    return (int) diagnostics.stream().filter(found -> found.severity() == severity).count();
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
