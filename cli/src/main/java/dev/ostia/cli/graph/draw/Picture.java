package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.model.Graph;

/** A graph in the formats that there are. */
public final class Picture {

  private Picture() {}

  /** One HTML page. */
  public static String html(Graph graph) {
    return Page.of(graph);
  }

  /** SVG, a file of its own. */
  public static String svg(Graph graph) {
    return Svg.file(graph);
  }

  /** The language of Graphviz. */
  public static String dot(Graph graph) {
    return Dot.of(graph);
  }

  /** A Mermaid flow chart. */
  public static String mermaid(Graph graph) {
    return Mermaid.of(graph);
  }
}
