package dev.ostia.controlplane.source.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scalars mean what they mean to kubectl. */
class YamlScalarsTest {

  private static JsonNode read(String yaml) throws UnreadableException {
    return DocumentReader.read("f.yaml", yaml.getBytes(StandardCharsets.UTF_8)).getFirst().root();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | true",
        "On | true",
        "y | true",
        "TRUE | true",
        "no | false",
        "off | false",
        "N | false",
        "'\"yes\"' | \"yes\"",
        "!!str yes | \"yes\"",
        "~ | null",
        "null | null",
        "8080 | 8080",
        "-1 | -1",
        "+5 | 5",
        "1_000 | 1000",
        "0x1F | 31",
        "0o17 | 15",
        "017 | 15",
        "089 | 89",
        "0b101 | 5",
        "5.0 | 5",
        "1e3 | 1000",
        "0.25 | 0.25",
        ".5 | 0.5",
        "-.inf | \"-.inf\"",
        "1.2.3 | \"1.2.3\"",
        "10.0.0.1 | \"10.0.0.1\"",
        "5s | \"5s\"",
        "2026-01-31 | \"2026-01-31\"",
        "12:30 | \"12:30\"",
        "9223372036854775807 | 9223372036854775807",
        "18446744073709551615 | 18446744073709551615",
        "tRue | \"tRue\"",
        "'-' | \"-\"",
        "/a | \"/a\"",
      })
  void plainScalars(String yaml, String json) throws UnreadableException {
    String value = yaml.equals("-") ? "\"-\"" : yaml;
    assertThat(read("a: " + value).path("a").toString()).isEqualTo(json);
  }

  @Test
  void keysStayTheTextThatTheyAre() throws UnreadableException {
    assertThat(read("on: 1\n80: 2\n0x10: 3\n").toString())
        .isEqualTo("{\"on\":1,\"80\":2,\"0x10\":3}");
  }

  @Test
  void aliasesAndMergeKeys() throws UnreadableException {
    assertThat(
            read("""
                    base: &base {a: 1, b: 2}
                    copy: *base
                    merged:
                      <<: *base
                      b: 3
                    """)
                .toString())
        .isEqualTo(
            "{\"base\":{\"a\":1,\"b\":2},\"copy\":{\"a\":1,\"b\":2},\"merged\":{\"b\":3,\"a\":1}}");
  }

  @Test
  void everyFieldHasItsPlace() throws UnreadableException {
    Document document =
        DocumentReader.read(
                "f.yaml",
                """
                # first
                spec:
                  hosts: [a, b]
                  http:
                  - route:
                    - weight: 5
                """
                    .getBytes(StandardCharsets.UTF_8))
            .getFirst();
    assertThat(document.places())
        .containsExactly(
            new Place("", 2, 1),
            new Place("spec", 2, 1),
            new Place("spec.hosts", 3, 3),
            new Place("spec.hosts[0]", 3, 11),
            new Place("spec.hosts[1]", 3, 14),
            new Place("spec.http", 4, 3),
            new Place("spec.http[0]", 5, 5),
            new Place("spec.http[0].route", 5, 5),
            new Place("spec.http[0].route[0]", 6, 7),
            new Place("spec.http[0].route[0].weight", 6, 7));
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreFine() throws UnreadableException {
    assertThat(read("\uFEFFa: 1\r\nb:\r\n  c: x\r\n").toString())
        .isEqualTo("{\"a\":1,\"b\":{\"c\":\"x\"}}");
  }
}
