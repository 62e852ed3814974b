package dev.ostia.cli.analyze;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Findings in the format of code hosts: SARIF 2.1.0. */
final class Sarif {

  private Sarif() {}

  static ObjectNode of(List<Finding> findings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "ostia");
    rules(driver.putArray("rules"), findings);
    ArrayNode results = run.putArray("results");
    findings.forEach(finding -> result(results.addObject(), finding));
    return root;
  }

  private static void rules(ArrayNode rules, List<Finding> findings) {
    Set<String> known = new TreeSet<>();
    for (Finding finding : findings) {
      if (known.add(finding.code())) {
        ObjectNode rule = rules.addObject();
        rule.put("id", finding.code());
        rule.putObject("shortDescription").put("text", finding.diagnostic().code().title());
        if (finding.documentationUrl().startsWith("https:")) {
          rule.put("helpUri", finding.documentationUrl());
        }
      }
    }
  }

  private static void result(ObjectNode result, Finding finding) {
    result.put("ruleId", finding.code());
    result.put(
        "level",
        switch (finding.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "note";
        });
    String origin = finding.origin().isEmpty() ? "" : finding.origin() + ": ";
    result.putObject("message").put("text", origin + finding.message());
    finding
        .diagnostic()
        .where()
        .ifPresent(
            place -> {
              ObjectNode physical =
                  result.putArray("locations").addObject().putObject("physicalLocation");
              physical.putObject("artifactLocation").put("uri", place.file());
              physical
                  .putObject("region")
                  .put("startLine", Math.max(1, place.line()))
                  .put("startColumn", Math.max(1, place.column()));
            });
  }
}
