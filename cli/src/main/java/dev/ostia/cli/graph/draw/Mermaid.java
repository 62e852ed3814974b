package dev.ostia.cli.graph.draw;

import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.Graph.Edge;
import dev.ostia.cli.graph.model.Graph.Node;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A graph for Markdown pages that draw Mermaid. */
final class Mermaid {

  private Mermaid() {}

  static String of(Graph graph) {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    for (Node node : graph.nodes()) {
      List<String> lines = new ArrayList<>(List.of(node.label()));
      lines.addAll(node.lines());
      lines.addAll(node.sources());
      lines.addAll(node.problems());
      String text = lines.stream().map(Mermaid::escape).collect(Collectors.joining("<br/>"));
      out.append("  %s[\"%s\"]%s\n".formatted(node.id(), text, style(node.state())));
    }
    for (Edge edge : graph.edges()) {
      String label = edge.text().isEmpty() ? "" : "|\"" + escape(edge.text()) + "\"|";
      out.append("  %s -->%s %s\n".formatted(edge.from(), label, edge.to()));
    }
    for (Note note : graph.notes()) {
      out.append("  %% ").append(note.text().replaceAll("\\R", " ")).append('\n');
    }
    out.append("  classDef broken stroke:#c62828,stroke-width:2px,color:#b71c1c\n");
    out.append("  classDef doubtful stroke:#c77700,stroke-width:2px\n");
    return out.toString();
  }

  private static String style(State state) {
    return switch (state) {
      case GOOD -> "";
      case DOUBTFUL -> ":::doubtful";
      case BROKEN -> ":::broken";
    };
  }

  /** Mermaid takes numbered entities, with a number sign where HTML has an ampersand. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.replaceAll("\\R", " ")
        .codePoints()
        .forEach(
            c -> {
              if ("\"#<>&|`".indexOf(c) >= 0) {
                escaped.append('#').append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
