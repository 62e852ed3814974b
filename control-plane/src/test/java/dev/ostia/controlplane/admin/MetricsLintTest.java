package dev.ostia.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules that promtool checks, and Prometheus' conventions for names and units. */
class MetricsLintTest {

  private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-z_]\\w*) (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:]\\w*)(?:\\{((?:\\w+=\"(?:[^\"\\\\]|\\\\.)*\",?)*)})? (\\S+)");

  /** Units other than the base ones, and abbreviations. */
  private static final Pattern BAD_UNIT =
      Pattern.compile(".*_(ms|millis|milliseconds|nanos|minutes|kb|mb|kilobytes|percent)(_.*)?");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  @Test
  void everyMetricIsAsPrometheusWantsIt() {
    String scrape = MetricsSample.scrape();
    assertThat(scrape).endsWith("\n");
    Set<String> series = new HashSet<>();
    scrape.lines().filter(line -> line.startsWith("#")).forEach(this::meta);
    scrape
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              sample(line);
              if (!series.add(line.substring(0, line.lastIndexOf(' ')))) {
                faults.add("twice: " + line);
              }
            });
    types.forEach(this::name);
    assertThat(faults).isEmpty();
  }

  private void meta(String line) {
    Matcher meta = META.matcher(line);
    if (!meta.matches()) {
      faults.add("no HELP or TYPE: " + line);
    } else if ((meta.group(1).equals("HELP") ? helps : types).put(meta.group(2), meta.group(3))
        != null) {
      faults.add("twice: " + line);
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      faults.add("not a sample: " + line);
      return;
    }
    String name = sample.group(1);
    String base = name.replaceFirst("_(bucket|count|sum)$", "");
    if (!types.containsKey(name) && !types.containsKey(base)) {
      faults.add("without TYPE: " + line);
    }
  }

  private void name(String name, String type) {
    if (!helps.containsKey(name)) {
      faults.add("without HELP: " + name);
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      faults.add("_total is for counters: " + name + " " + type);
    }
    if (name.startsWith("ostia_") && (BAD_UNIT.matcher(name).matches() || name.contains("__"))) {
      faults.add("not a base unit: " + name);
    }
    if (type.equals("histogram") && !name.endsWith("_seconds") && !name.endsWith("_bytes")) {
      faults.add("a histogram without unit: " + name);
    }
  }
}
