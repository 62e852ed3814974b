package dev.ostia.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} lists what is served; {@code -Dgolden.update} rewrites it. */
class MetricsDocTest {

  private static final Pattern TYPE = Pattern.compile("# TYPE (ostia_\\w+) (\\w+)");
  private static final Pattern HELP = Pattern.compile("# HELP (ostia_\\w+) (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("(ostia_\\w+?)(?:_bucket|_count|_sum)?(?:\\{([^}]*)})? .*");

  @Test
  void listsEveryMetricOfOstia() throws Exception {
    Path file = Path.of(System.getProperty("ostia.root"), "docs", "metrics.md");
    String expected = page(scrapeWithEverySeries());
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, expected);
    }
    assertThat(file).hasContent(expected);
  }

  @Test
  void namesTheMetricsThatOperatorsAlertOn() {
    assertThat(scrapeWithEverySeries())
        .contains("ostia_xds_nacks_total{type=\"cluster\"} 1.0")
        .contains("ostia_xds_streams 1.0")
        .contains("ostia_xds_unanswered_pushes 1.0")
        .contains("ostia_xds_ack_seconds_count{type=\"cluster\"} 1")
        .contains("ostia_translate_queue_tasks 2.0")
        .contains("ostia_translate_resources_total{how=\"built\",type=\"secret\"} 1.0")
        .contains("ostia_refused_objects{kind=\"Gateway\"} 1.0")
        .contains("ostia_refused_objects{kind=\"VirtualService\"} 0.0")
        // The first second of 2021.
        .contains(
            "ostia_certificate_expiry_timestamp_seconds{secret=\"kubernetes://shop/web\"}"
                + " 1.6094592E9")
        .contains("ostia_diagnostics{severity=\"error\"} 0.0");
  }

  private static String scrapeWithEverySeries() {
    return MetricsSample.scrape();
  }

  private static String page(String scrape) {
    Map<String, String> types = new TreeMap<>();
    Map<String, String> helps = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : scrape.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher help = HELP.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (help.matches()) {
        helps.put(help.group(1), help.group(2));
      } else if (sample.matches() && sample.group(2) != null) {
        addLabels(sample.group(2), labels.computeIfAbsent(sample.group(1), k -> new TreeSet<>()));
      }
    }
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            Generated from what `/metrics` on the admin address serves, in Prometheus' text format.
            Beside these there are Micrometer's of the JVM: `jvm_*`, `process_*` and `system_*`.

            | metric | type | labels | meaning |
            |---|---|---|---|
            """);
    types.forEach(
        (name, type) ->
            page.append(
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        name,
                        type,
                        String.join(", ", labels.getOrDefault(name, Set.of())),
                        helps.getOrDefault(name, ""))));
    return page.toString();
  }

  private static void addLabels(String text, Set<String> names) {
    Matcher label = Pattern.compile("(\\w+)=\"").matcher(text);
    while (label.find()) {
      if (!label.group(1).equals("le")) {
        names.add(label.group(1));
      }
    }
  }
}
