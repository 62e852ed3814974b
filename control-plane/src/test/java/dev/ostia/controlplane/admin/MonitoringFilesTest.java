package dev.ostia.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alert rules ask for metrics that there are. */
class MonitoringFilesTest {

  private static final Pattern METRIC = Pattern.compile("\\bostia_[a-z_]+");
  private static final Path FOLDER =
      Path.of(System.getProperty("ostia.root"), "deploy", "monitoring");

  @Test
  void theyNameNoMetricThatIsNotServed() throws Exception {
    String page = Files.readString(Path.of(System.getProperty("ostia.root"), "docs", "metrics.md"));
    for (String file : new String[] {"dashboard.json", "alerts.yaml"}) {
      Set<String> unknown = new TreeSet<>();
      Matcher metric = METRIC.matcher(Files.readString(FOLDER.resolve(file)));
      while (metric.find()) {
        String name = metric.group().replaceFirst("_(bucket|count|sum)$", "");
        if (!page.contains("`" + name + "`")) {
          unknown.add(name);
        }
      }
      assertThat(unknown).as(file).isEmpty();
    }
  }

  @Test
  void theDashboardIsJsonWithQueriesInEveryPanel() throws Exception {
    JsonNode dashboard =
        new ObjectMapper().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
    assertThat(dashboard.path("panels")).hasSizeGreaterThan(10);
    dashboard
        .path("panels")
        .forEach(
            panel ->
                assertThat(panel.path("targets").path(0).path("expr").asText())
                    .as(panel.path("title").asText())
                    .isNotEmpty());
  }
}
