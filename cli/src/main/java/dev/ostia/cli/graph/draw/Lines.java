package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.model.Graph.Node;
import java.util.ArrayList;
import java.util.List;

/** The lines of text in a box, shortened and broken so that columns stay narrow. */
final class Lines {

  private static final int LONGEST = 44;

  /** A problem that is longer is shown whole where one points at the box or chooses it. */
  private static final int MAX_PROBLEM_LINES = 4;

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
        lines.add(new Line(part.contains(" ") ? cut(part) : end(part), Style.SOURCE));
      }
    }
    for (String problem : node.problems()) {
      wrapped(withoutPlace(problem)).forEach(part -> lines.add(new Line(part, Style.PROBLEM)));
    }
    return lines;
  }

  /** Places stand among the sources. */
  private static String withoutPlace(String problem) {
    return problem.replaceFirst("^[^ ]+:\\d+: ", "").replaceAll(" \\([^ ()]+:\\d+(:\\d+)?\\)", "");
  }

  /** Broken between words. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST) {
        lines.add(cut(line));
        line = word;
      } else {
        line = line.isEmpty() ? word : line + " " + word;
      }
    }
    lines.add(cut(line));
    if (lines.size() <= MAX_PROBLEM_LINES) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MAX_PROBLEM_LINES));
    first.set(MAX_PROBLEM_LINES - 1, cut(first.getLast() + " \u2026"));
    return first;
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
  }

  /** Of a path the end tells more: as many of its last folders as there is room for. */
  private static String end(String path) {
    if (path.length() <= LONGEST) {
      return path;
    }
    int from = path.indexOf('/', path.length() - LONGEST + 1);
    return "\u2026" + path.substring(from < 0 ? path.length() - LONGEST + 1 : from);
  }
}
