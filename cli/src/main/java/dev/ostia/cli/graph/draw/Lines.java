package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.model.Graph.Node;
import java.util.ArrayList;
import java.util.List;

/** The lines of text in a box, shortened so that columns stay narrow. */
final class Lines {

  private static final int LONGEST = 44;

  /** How a line is shown. */
  enum Style {
    LABEL,
    DETAIL,
    SOURCE,
    PROBLEM
  }

  /** One line. */
  record Line(String text, Style style) {}

  private Lines() {}

  static List<Line> of(Node node) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(cut(node.label()), Style.LABEL));
    node.lines().forEach(line -> lines.add(new Line(cut(line), Style.DETAIL)));
    for (String source : node.sources()) {
      for (String part : source.split(" {2}", -1)) {
        lines.add(new Line(end(part), Style.SOURCE));
      }
    }
    node.problems()
        .forEach(problem -> lines.add(new Line(cut(withoutPlace(problem)), Style.PROBLEM)));
    return lines;
  }

  /** The place stands among the sources. */
  private static String withoutPlace(String problem) {
    return problem.replaceFirst("^[^ ]+:\\d+: ", "");
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
  }

  /** Of a path the end tells more. */
  private static String end(String text) {
    return text.length() <= LONGEST || text.startsWith("VirtualService ")
        ? cut(text)
        : "\u2026" + text.substring(text.length() - LONGEST + 1);
  }
}
