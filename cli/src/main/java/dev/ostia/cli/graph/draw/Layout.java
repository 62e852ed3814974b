package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.draw.Lines.Line;
import dev.ostia.cli.graph.draw.Lines.Style;
import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.Edge;
import dev.ostia.cli.graph.model.Graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where each box of a graph stands, in pixels. Ports, hosts and routes form a tree, so each gets a
 * band as high as all that is below it; services and endpoints stand at the middle of what leads to
 * them, as far as there is room.
 */
final class Layout {

  /** A character of the font is about so wide. */
  static final double CHARACTER = 7.3;

  /** And one of the smaller font of sources. */
  private static final double SMALL_CHARACTER = 6.4;

  static final double LINE = 17;
  static final double TOP = 70;
  private static final double MARGIN = 24;
  private static final double PADDING = 10;
  private static final double COLUMN_GAP = 60;

  /** Where arrows carry a text. */
  private static final double WIDE_COLUMN_GAP = 110;

  private static final double ROW_GAP = 12;

  /** Beside the longest text of an arrow. */
  private static final double LABEL_ROOM = 90;

  private static final double BAND_GAP = 10;
  private static final double HIGH = 800;

  /** A box. */
  record Box(Node node, double x, double y, double width, double height) {
    double middle() {
      return y + height / 2;
    }
  }

  private final Graph graph;
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<Column, Double> left = new HashMap<>();
  private final Map<Column, Double> widths = new HashMap<>();

  private Layout(Graph graph) {
    this.graph = graph;
  }

  static Layout of(Graph graph) {
    Layout layout = new Layout(graph);
    layout.columns();
    double y = TOP;
    for (Node port : graph.column(Column.PORT)) {
      y = layout.band(port, y) + BAND_GAP;
    }
    layout.follow(Column.SERVICE);
    layout.follow(Column.ENDPOINT);
    return layout;
  }

  /** The boxes by id. */
  Map<String, Box> boxes() {
    return boxes;
  }

  double left(Column column) {
    return left.getOrDefault(column, MARGIN);
  }

  double width() {
    return boxes.values().stream().mapToDouble(box -> box.x + box.width).max().orElse(400) + MARGIN;
  }

  double height() {
    return boxes.values().stream().mapToDouble(box -> box.y + box.height).max().orElse(TOP)
        + MARGIN;
  }

  private void columns() {
    double x = MARGIN;
    for (Column column : Column.values()) {
      double width =
          graph.column(column).stream()
              .flatMap(node -> Lines.of(node).stream())
              .mapToDouble(line -> width(line) + 2 * PADDING)
              .max()
              .orElse(column.title().length() * CHARACTER);
      left.put(column, x);
      widths.put(column, width);
      x += width + gapAfter(column);
    }
  }

  private static double width(Line line) {
    return line.text().length() * (line.style() == Style.SOURCE ? SMALL_CHARACTER : CHARACTER);
  }

  private double gapAfter(Column column) {
    Set<String> nodes =
        graph.column(column).stream().map(Node::id).collect(Collectors.toUnmodifiableSet());
    double longest =
        graph.edges().stream()
            .filter(edge -> nodes.contains(edge.from()))
            .mapToDouble(edge -> edge.text().length() * SMALL_CHARACTER)
            .max()
            .orElse(0);
    return longest == 0 ? COLUMN_GAP : Math.max(WIDE_COLUMN_GAP, longest + LABEL_ROOM);
  }

  /** Puts a box and the tree to its right below y; gives where that ends. */
  private double band(Node node, double y) {
    double end = y;
    List<Node> children = new ArrayList<>();
    if (node.column() != Column.ROUTE) {
      for (Edge edge : graph.edges()) {
        if (edge.from().equals(node.id()) && !boxes.containsKey(edge.to())) {
          graph.node(edge.to()).ifPresent(children::add);
        }
      }
    }
    double height = height(node);
    for (Node child : children) {
      end = band(child, end);
    }
    double rest = Math.max(0, end - y - ROW_GAP - height);
    // In the middle of a high band nobody would see it.
    put(node, rest > HIGH ? y : y + rest / 2);
    return Math.max(end, y + height + ROW_GAP);
  }

  /** Puts the boxes of a column beside what leads to them. */
  private void follow(Column column) {
    Map<String, Double> wanted = new HashMap<>();
    for (Node node : graph.column(column)) {
      wanted.put(
          node.id(),
          graph.edges().stream()
              .filter(edge -> edge.to().equals(node.id()) && boxes.containsKey(edge.from()))
              .mapToDouble(edge -> middle(edge.from()))
              .average()
              .orElse(TOP));
    }
    List<Node> sorted =
        graph.column(column).stream()
            .sorted(Comparator.comparing(node -> wanted.get(node.id())))
            .toList();
    double free = TOP;
    for (Node node : sorted) {
      double y = Math.max(free, wanted.getOrDefault(node.id(), TOP) - height(node) / 2);
      put(node, y);
      free = y + height(node) + ROW_GAP;
    }
  }

  private double middle(String id) {
    Box box = boxes.get(id);
    return box == null ? TOP : box.middle();
  }

  private void put(Node node, double y) {
    boxes.put(
        node.id(),
        new Box(
            node, left(node.column()), y, widths.getOrDefault(node.column(), 0.0), height(node)));
  }

  private static double height(Node node) {
    return Lines.of(node).size() * LINE + PADDING;
  }
}
