package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/diagnostics.md} says what the code says; {@code -Dgolden.update} rewrites it. */
class DiagnosticsDocTest {

  /** No file can be an example: a size, a date, a fault. */
  private static final List<String> WITHOUT_EXAMPLE = List.of("OST007", "OST024", "OST099");

  @Test
  void listsEveryCode() throws Exception {
    Path file = Path.of(System.getProperty("ostia.root"), "docs", "diagnostics.md");
    String expected = page();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, expected);
    }
    assertThat(file).hasContent(expected);
  }

  @Test
  void everyCodeHasAnExample() throws IOException {
    assertThat(DiagnosticCode.values())
        .extracting(DiagnosticCode::id)
        .filteredOn(id -> !WITHOUT_EXAMPLE.contains(id))
        .containsExactlyInAnyOrderElementsOf(Example.all().stream().map(Example::code).toList());
  }

  @Test
  void idsAreUnique() {
    assertThat(DiagnosticCode.values()).extracting(DiagnosticCode::id).doesNotHaveDuplicates();
  }

  private static String page() throws IOException {
    Map<String, Example> examples =
        Example.all().stream().collect(Collectors.toMap(Example::code, Function.identity()));
    StringBuilder page =
        new StringBuilder(
            """
            # Diagnostics

            Generated from `DiagnosticCode` and `testdata/diagnostics`. A line of output reads

                FILE:LINE:COLUMN: SEVERITY CODE KIND NAMESPACE/NAME FIELD: WHAT AND WHY. WHAT TO DO

            `IST` codes mean what they mean in Istio's analyzers; `OST` codes are Ostia's own. An
            `error` says that an object or a part of it has no effect; a `warning` that it works, but
            most likely not as meant. Codes are never reused.

            | code | severity | meaning |
            |---|---|---|
            """);
    for (DiagnosticCode code : DiagnosticCode.values()) {
      String id =
          examples.containsKey(code.id())
              ? "[%s](#%s)".formatted(code.id(), code.id().toLowerCase(Locale.ROOT))
              : code.id();
      page.append(
          "| %s | %s | %s |%n"
              .formatted(id, code.severity().name().toLowerCase(Locale.ROOT), code.title()));
    }
    for (DiagnosticCode code : DiagnosticCode.values()) {
      Example example = examples.get(code.id());
      if (example != null) {
        page.append(section(code, example));
      }
    }
    return page.toString();
  }

  private static String section(DiagnosticCode code, Example example) {
    Example.Told told =
        example.told().stream().filter(one -> one.is(code.id())).findFirst().orElseThrow();
    // What it says comes after the place, which counts the lines of the file with its head.
    String says = told.finding().replaceAll("^[^)]*\\) ", "");
    String remedy = told.remedy().equals("-") ? "" : "\n**Remedy:** " + told.remedy() + ".\n";
    return "\n## %s\n\n%s. For example\n\n```yaml\n%s\n```\n\nsays `%s`.\n%s"
        .formatted(code.id(), code.title(), example.yaml(), says, remedy);
  }
}
