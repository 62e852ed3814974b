package dev.ostia.cli.graph.model;

import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.List;
import java.util.Optional;

/**
 * A gateway as a picture in columns, from left to right.
 *
 * @param nodes column by column, each in its order from top to bottom
 * @param edges from one column to a later one
 * @param entryPoints the hosts, by which the way of a request can be found
 * @param notes what is wrong with things that the picture does not have
 */
public record Graph(
    String title,
    List<Node> nodes,
    List<Edge> edges,
    List<EntryPoint> entryPoints,
    List<Note> notes) {

  /** The columns. */
  public enum Column {
    PORT("Ports"),
    HOST("Hosts"),
    ROUTE("Routes"),
    SERVICE("Services and subsets"),
    ENDPOINT("Endpoints");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    /** What stands above it. */
    public String title() {
      return title;
    }
  }

  /** Whether something works; the worst last. */
  public enum State {
    GOOD,
    DOUBTFUL,
    BROKEN
  }

  /**
   * One box.
   *
   * @param id unique in the graph: letters and digits
   * @param lines further lines below the label
   * @param sources the objects that it was made from, each with file and line where known
   * @param problems what is wrong with it
   */
  public record Node(
      String id,
      Column column,
      String label,
      List<String> lines,
      List<String> sources,
      List<String> problems,
      State state) {}

  /**
   * One arrow.
   *
   * @param label such as a weight; empty for none
   * @param traffic such as {@code 12.5/s, 3% errors}; empty where it is not known
   */
  public record Edge(String from, String to, String label, String traffic) {

    /** Label and traffic together. */
    public String text() {
      return label.isEmpty() || traffic.isEmpty() ? label + traffic : label + ", " + traffic;
    }
  }

  /**
   * A host of a port, as requests find it.
   *
   * @param node of the host
   * @param ports that clients connect to
   * @param serverNames of the TLS handshake; empty for all
   * @param domains in the forms of Envoy's virtual hosts; empty where requests are not looked at
   */
  public record EntryPoint(
      String node,
      List<Integer> ports,
      boolean tls,
      List<String> serverNames,
      List<String> domains,
      List<Choice> choices) {}

  /** A route of a host, by its conditions. */
  public record Choice(String node, RouteMatch match) {}

  /** What is wrong with something that has no box. */
  public record Note(String text, State state) {}

  /** The nodes of a column. */
  public List<Node> column(Column column) {
    return nodes.stream().filter(node -> node.column() == column).toList();
  }

  /** The node of this id. */
  public Optional<Node> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }
}
