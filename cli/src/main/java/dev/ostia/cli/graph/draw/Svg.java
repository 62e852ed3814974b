package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.draw.Layout.Box;
import dev.ostia.cli.graph.draw.Lines.Line;
import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.Edge;
import dev.ostia.cli.graph.model.Graph.Node;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A graph as an SVG image that needs nothing else. */
final class Svg {

  private static final int MAX_NOTES = 12;
  private static final double TEXT_LEFT = 10;
  private static final double BASELINE = 4;

  /** How small text may become, for most of a gateway to be seen at once. */
  private static final double SMALLEST = 0.7;

  static final String STYLE =
      """
      text{font:12px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#1c2733}
      .title{font-size:15px;font-weight:bold}.column{fill:#5b6b7b;font-weight:bold}
      .box rect{fill:#fff;stroke:#9aa8b6;rx:5}.box .label{font-weight:bold}
      .box .detail{fill:#33475b}.box .source{fill:#7b8894;font-size:10.5px}
      .port rect{fill:#eef4fb}.host rect{fill:#eef9f3}.service rect{fill:#fbf6ea}
      .doubtful rect{stroke:#c77700;stroke-width:2}.doubtful .problem{fill:#a05f00}
      .broken rect{stroke:#c62828;stroke-width:2;fill:#fdecec}.broken .problem{fill:#b71c1c}
      path{fill:none;stroke:#a9b6c2;stroke-width:1.4}path.broken{stroke:#c62828;stroke-width:2}
      .edge text{font-size:11px;fill:#33475b;paint-order:stroke;stroke:#fff;stroke-width:4px}
      .note.broken{fill:#b71c1c}.note.doubtful{fill:#a05f00}
      """;

  private final Graph graph;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  private Svg(Graph graph) {
    this.graph = graph;
    this.layout = Layout.of(graph);
  }

  /** A file of its own. */
  static String file(Graph graph) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new Svg(graph).draw(true);
  }

  /** A part of a page, which has the style and the notes. */
  static String part(Graph graph) {
    return new Svg(graph).draw(false);
  }

  private String draw(boolean alone) {
    List<Note> notes = alone ? graph.notes() : List.of();
    int shown = Math.min(MAX_NOTES, notes.size());
    double height = layout.height() + (notes.isEmpty() ? 0 : (shown + 2) * Layout.LINE);
    double width =
        Math.max(
            layout.width(),
            notes.stream().limit(shown).mapToDouble(note -> length(note.text())).max().orElse(0));
    // In a page a picture that is a little wider than the window is made smaller instead.
    String style =
        alone
            ? ""
            : " style=\"width:clamp(%spx,100%%,%spx);height:auto\""
                .formatted(n(width * SMALLEST), n(width));
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\"%s>\n"
            .formatted(n(width), n(height), n(width), n(height), style));
    if (alone) {
      out.append("<style>").append(STYLE).append("</style>\n");
      out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    }
    text(24, 26, "title", graph.title());
    for (Column column : Column.values()) {
      text(layout.left(column), 54, "column", column.title());
    }
    graph.edges().forEach(this::edge);
    layout.boxes().values().forEach(this::box);
    notes(notes.subList(0, shown), notes.size() - shown);
    return out.append("</svg>\n").toString();
  }

  private static double length(String text) {
    return text.length() * Layout.CHARACTER + 2 * 24;
  }

  private void edge(Edge edge) {
    Map<String, Box> boxes = layout.boxes();
    Box from = boxes.get(edge.from());
    Box to = boxes.get(edge.to());
    if (from == null || to == null) {
      return;
    }
    double x1 = from.x() + from.width();
    double x2 = to.x();
    double bend = (x2 - x1) / 2;
    String state = to.node().state() == State.BROKEN ? " class=\"broken\"" : "";
    out.append(
        "<g class=\"edge\" data-from=\"%s\" data-to=\"%s\"><path%s d=\"M%s %s C%s %s %s %s %s %s\"/>"
            .formatted(
                edge.from(),
                edge.to(),
                state,
                n(x1),
                n(from.middle()),
                n(x1 + bend),
                n(from.middle()),
                n(x2 - bend),
                n(to.middle()),
                n(x2),
                n(to.middle())));
    if (!edge.text().isEmpty()) {
      // Nearer to its target than the middle, where arrows of one route are still together.
      double x = x1 + (x2 - x1) * 0.62;
      double y = from.middle() + (to.middle() - from.middle()) * 0.69;
      out.append(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
              .formatted(n(x), n(y - BASELINE), escape(edge.text())));
    }
    out.append("</g>\n");
  }

  private void box(Box box) {
    Node node = box.node();
    out.append(
        "<g class=\"box %s %s\" id=\"%s\" tabindex=\"0\"><title>%s</title><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                node.column().name().toLowerCase(Locale.ROOT),
                node.state().name().toLowerCase(Locale.ROOT),
                node.id(),
                escape(full(node)),
                n(box.x()),
                n(box.y()),
                n(box.width()),
                n(box.height())));
    double y = box.y() + Layout.LINE + 1;
    for (Line line : Lines.of(node)) {
      text(box.x() + TEXT_LEFT, y, line.style().name().toLowerCase(Locale.ROOT), line.text());
      y += Layout.LINE;
    }
    out.append("</g>\n");
  }

  private static String full(Node node) {
    StringBuilder text = new StringBuilder(node.label());
    node.lines().forEach(line -> text.append('\n').append(line));
    node.sources().forEach(line -> text.append('\n').append(line));
    node.problems().forEach(line -> text.append('\n').append(line));
    return text.toString();
  }

  private void notes(List<Note> notes, int more) {
    if (notes.isEmpty()) {
      return;
    }
    double y = layout.height() + Layout.LINE;
    text(24, y, "column", "Not in the picture");
    for (Note note : notes) {
      y += Layout.LINE;
      text(24, y, "note " + note.state().name().toLowerCase(Locale.ROOT), note.text());
    }
    if (more > 0) {
      text(24, y + Layout.LINE, "note", "and " + more + " more: see ostia analyze");
    }
  }

  private void text(double x, double y, String style, String text) {
    out.append(
        "<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>\n"
            .formatted(n(x), n(y), style, escape(text)));
  }

  private static String n(double value) {
    return String.valueOf(Math.round(value));
  }

  /** Text as XML and HTML have it; what neither may hold is left out. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        default -> {
          if (c >= ' ' || c == '\n' || c == '\t') {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
