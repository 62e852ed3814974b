package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import dev.ostia.translator.config.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/diagnostics.md} says what the code says; {@code -Dgolden.update} rewrites it. */
class DiagnosticsDocTest {

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
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Example.all().stream().map(Example::code),
                    Situation.all().stream().map(Situation::code))
                .toList());
  }

  @Test
  void largeFileIsToldOfAsItSays(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "# 1234567\n".repeat(2 * 1024 * 1024));

    assertThat(Cli.run("analyze", file).outLines(folder))
        .containsExactly(
            "Error [OST007] (large.yaml:1) the file is larger than 16 MiB. Split it into several"
                + " files");
    assertThat(Situation.FILE.says()).isEqualTo("the file is larger than 16 MiB");
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
      String id = "[%s](#%s)".formatted(code.id(), code.id().toLowerCase(Locale.ROOT));
      page.append(
          "| %s | %s | %s |%n"
              .formatted(id, code.severity().name().toLowerCase(Locale.ROOT), code.title()));
    }
    for (DiagnosticCode code : DiagnosticCode.values()) {
      Example example = examples.get(code.id());
      page.append(example == null ? situation(code) : section(code, example));
    }
    return page.toString();
  }

  private static String situation(DiagnosticCode code) {
    Situation one =
        Situation.all().stream().filter(s -> s.code().equals(code.id())).findFirst().orElseThrow();
    return "\n## %s\n\n%s. For example, %s says `%s`.\n\n**Remedy:** %s.\n"
        .formatted(code.id(), code.title(), one.when(), one.says(), one.remedy());
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
