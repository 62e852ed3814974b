package dev.ostia.cli.analyze;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.cli.analyze.AnalyzeCommand.Format;
import dev.ostia.cli.analyze.AnalyzeCommand.Level;
import dev.ostia.cli.logging.Terminal;
import dev.ostia.cli.text.JsonText;
import dev.ostia.cli.text.YamlText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings as text. */
final class Report {

  private static final String RESET = "\033[0m";

  private Report() {}

  /**
   * All findings, without a line feed at the end.
   *
   * @param color whether log lines have colours; null for where a terminal shows them
   */
  static String of(List<Finding> findings, Format format, @Nullable Boolean color) {
    return switch (format) {
      case LOG -> log(findings, color == null ? Terminal.outputHasColour() : color);
      case JSON -> JsonText.of(list(findings));
      case YAML -> YamlText.of(list(findings)).stripTrailing();
      case SARIF -> JsonText.of(Sarif.of(findings));
    };
  }

  private static String log(List<Finding> findings, boolean color) {
    return findings.stream()
        .map(
            finding -> {
              String before = color ? prefix(finding.level()) : "";
              return finding.line(before, before.isEmpty() ? "" : RESET);
            })
        .collect(Collectors.joining("\n"));
  }

  private static String prefix(Level level) {
    return switch (level) {
      case ERROR -> "\033[1;31m";
      case WARNING -> "\033[33m";
      case INFO -> "";
    };
  }

  private static ArrayNode list(List<Finding> findings) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      ObjectNode one = list.addObject();
      one.put("code", finding.code());
      one.put("documentationUrl", finding.documentationUrl());
      one.put("level", finding.levelName());
      one.put("message", finding.message());
      if (!finding.origin().isEmpty()) {
        one.put("origin", finding.origin());
      }
      if (!finding.reference().isEmpty()) {
        one.put("reference", finding.reference());
      }
    }
    return list;
  }
}
