package dev.ostia.translator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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
  void idsAreUnique() {
    assertThat(DiagnosticCode.values()).extracting(DiagnosticCode::id).doesNotHaveDuplicates();
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Diagnostics

            Generated from `DiagnosticCode`. A line of output reads

                FILE:LINE:COLUMN: SEVERITY CODE KIND NAMESPACE/NAME FIELD: WHAT AND WHY. WHAT TO DO

            `IST` codes mean what they mean in Istio's analyzers; `OST` codes are Ostia's own. An
            `error` says that an object or a part of it has no effect; a `warning` that it works, but
            most likely not as meant. Codes are never reused.

            | code | severity | meaning |
            |---|---|---|
            """);
    for (DiagnosticCode code : DiagnosticCode.values()) {
      page.append("| ")
          .append(code.id())
          .append(" | ")
          .append(code.severity().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(code.title())
          .append(" |\n");
    }
    return page.toString();
  }
}
