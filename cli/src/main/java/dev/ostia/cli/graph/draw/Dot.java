package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.Graph.Edge;
import dev.ostia.cli.graph.model.Graph.Node;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import java.util.ArrayList;
import java.util.List;

/** A graph in the language of Graphviz. */
final class Dot {

  private Dot() {}

  static String of(Graph graph) {
    StringBuilder out = new StringBuilder("digraph ostia {\n  rankdir=LR;\n");
    out.append("  label=").append(quoted(List.of(graph.title()))).append(";\n");
    out.append("  node [shape=box, style=rounded, fontname=\"monospace\"];\n");
    for (Node node : graph.nodes()) {
      List<String> lines = new ArrayList<>(List.of(node.label()));
      lines.addAll(node.lines());
      lines.addAll(node.sources());
      lines.addAll(node.problems());
      out.append("  %s [label=%s%s];\n".formatted(node.id(), quoted(lines), color(node.state())));
    }
    for (Edge edge : graph.edges()) {
      State state = graph.node(edge.to()).map(Node::state).orElse(State.GOOD);
      out.append(
          "  %s -> %s [label=%s%s];\n"
              .formatted(
                  edge.from(),
                  edge.to(),
                  quoted(List.of(edge.text())),
                  state == State.BROKEN ? color(state) : ""));
    }
    for (Note note : graph.notes()) {
      out.append("  // ").append(note.text().replaceAll("\\R", " ")).append('\n');
    }
    return out.append("}\n").toString();
  }

  private static String color(State state) {
    return switch (state) {
      case GOOD -> "";
      case DOUBTFUL -> ", color=\"orange\"";
      case BROKEN -> ", color=\"red\", fontcolor=\"red\"";
    };
  }

  private static String quoted(List<String> lines) {
    return lines.stream()
        .map(line -> line.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " "))
        .collect(java.util.stream.Collectors.joining("\\n", "\"", "\""));
  }
}
