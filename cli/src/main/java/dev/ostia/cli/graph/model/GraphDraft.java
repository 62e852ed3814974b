package dev.ostia.cli.graph.model;

import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.Edge;
import dev.ostia.cli.graph.model.Graph.EntryPoint;
import dev.ostia.cli.graph.model.Graph.Node;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A graph that is being made. */
final class GraphDraft {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<EntryPoint> entryPoints = new ArrayList<>();
  private final Map<Column, Integer> counts = new EnumMap<>(Column.class);
  private final Map<String, String> idsByKey = new HashMap<>();

  /** The id of the node of this key, which says what it stands for; null if there is none yet. */
  @Nullable String known(Column column, String key) {
    return idsByKey.get(column + " " + key);
  }

  /** Adds a node under a key; gives its id. */
  String add(Column column, String key, Content content) {
    int number = counts.merge(column, 1, Integer::sum);
    String id = column.name().toLowerCase(Locale.ROOT) + number;
    idsByKey.put(column + " " + key, id);
    nodes.add(
        new Node(
            id,
            column,
            content.label(),
            content.lines(),
            content.sources(),
            content.problems().stream().map(Note::text).distinct().toList(),
            content.problems().stream()
                .map(Note::state)
                .max(Comparator.naturalOrder())
                .orElse(State.GOOD)));
    return id;
  }

  void connect(String from, String to, String label, String traffic) {
    if (edges.stream().noneMatch(edge -> edge.from().equals(from) && edge.to().equals(to))) {
      edges.add(new Edge(from, to, label, traffic));
    }
  }

  /** Adds a way in. */
  void open(EntryPoint entryPoint) {
    entryPoints.add(entryPoint);
  }

  Graph finish(String title, List<Note> notes) {
    List<Node> sorted =
        nodes.stream()
            .map(this::withSharedTraffic)
            .sorted(Comparator.comparing(Node::column))
            .toList();
    List<Edge> own = edges.stream().map(this::withoutSharedTraffic).toList();
    return new Graph(title, sorted, own, List.copyOf(entryPoints), notes);
  }

  /** Where several arrows lead to a service, Envoy counts only what comes by all of them. */
  private Node withSharedTraffic(Node node) {
    List<Edge> in = edges.stream().filter(edge -> edge.to().equals(node.id())).toList();
    if (node.column() != Column.SERVICE || in.size() < 2 || in.getFirst().traffic().isEmpty()) {
      return node;
    }
    List<String> lines = new ArrayList<>(node.lines());
    lines.add(in.getFirst().traffic());
    return new Node(
        node.id(),
        node.column(),
        node.label(),
        List.copyOf(lines),
        node.sources(),
        node.problems(),
        node.state());
  }

  private Edge withoutSharedTraffic(Edge edge) {
    boolean shared =
        edges.stream().filter(other -> other.to().equals(edge.to())).count() > 1
            && edge.to().startsWith("service");
    return shared ? new Edge(edge.from(), edge.to(), edge.label(), "") : edge;
  }

  /** What a node shows. */
  record Content(String label, List<String> lines, List<String> sources, List<Note> problems) {}
}
