package dev.ostia.controlplane.source.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the tree of one document, and its places, from a stream of events. */
final class TreeBuilder {

  /** Deeper trees are refused: no object needs them, and those who walk them recurse. */
  static final int MAX_DEPTH = 100;

  /** How many nodes aliases may bring into one document. Real files stay far below. */
  static final int MAX_ALIASED_NODES = 250_000;

  private static final String MERGE = "<<";

  private static final class Frame {
    final ContainerNode<?> node;
    final String path;
    final int nodesBefore;
    final Map<String, Place> keys = new HashMap<>();
    @Nullable Place merge;
    String key = "";
    boolean keyed;
    boolean duplicate;

    Frame(ContainerNode<?> node, String path, int nodesBefore) {
      this.node = node;
      this.path = path;
      this.nodesBefore = nodesBefore;
    }
  }

  private final String file;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Place> places = new ArrayList<>();
  private final List<SyntaxProblem> duplicateKeys = new ArrayList<>();
  private JsonNode root = MissingNode.getInstance();
  private int nodes;
  private int aliasedNodes;
  private int lastSize;

  TreeBuilder(String file) {
    this.file = file;
  }

  /** Whether the next scalar is a key of a mapping. */
  boolean expectsKey() {
    Frame frame = frames.peek();
    return frame != null && frame.node.isObject() && !frame.keyed;
  }

  void startMapping(int line, int column) throws UnreadableException {
    start(JsonNodeFactory.instance.objectNode(), line, column);
  }

  void startSequence(int line, int column) throws UnreadableException {
    start(JsonNodeFactory.instance.arrayNode(), line, column);
  }

  private void start(ContainerNode<?> node, int line, int column) throws UnreadableException {
    if (frames.size() >= MAX_DEPTH) {
      throw UnreadableException.at(
          line, column, "more than " + MAX_DEPTH + " levels are nested in each other", "");
    }
    frames.push(new Frame(node, placeOfNext(line, column), nodes));
    nodes++;
  }

  /** Notes where the next value stands, unless it has a key, and returns its path. */
  private String placeOfNext(int line, int column) {
    Frame frame = frames.peek();
    if (frame == null) {
      places.add(new Place("", line, column));
      return "";
    }
    if (frame.node.isObject()) {
      return child(frame.path, frame.key);
    }
    String path = frame.path + "[" + frame.node.size() + "]";
    places.add(new Place(path, line, column));
    return path;
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void key(String key, int line, int column) {
    Frame frame = frames.element();
    Place place = new Place(child(frame.path, key), line, column);
    Place first = frame.keys.putIfAbsent(key, place);
    frame.key = key;
    frame.keyed = true;
    frame.duplicate = first != null;
    if (first == null) {
      places.add(place);
      return;
    }
    duplicateKeys.add(
        new SyntaxProblem(
            DiagnosticCode.DUPLICATE_KEY,
            place.path(),
            line,
            column,
            PlainWords.oneLine(
                "the key \"%s\" stands twice in one mapping, the first at %s"
                    .formatted(key, new Position(file, first.line(), first.column()))),
            "Remove one of them"));
  }

  void scalar(JsonNode value, int line, int column) {
    placeOfNext(line, column);
    nodes++;
    add(value);
  }

  /** Puts in a tree that was built before. */
  void alias(JsonNode tree, int size, int line, int column) throws UnreadableException {
    aliasedNodes += size;
    if (aliasedNodes > MAX_ALIASED_NODES) {
      throw UnreadableException.at(
          line,
          column,
          "aliases expand to more than " + MAX_ALIASED_NODES + " values",
          "Write the values out, or split the file");
    }
    placeOfNext(line, column);
    nodes += size;
    add(tree);
  }

  /** Ends the innermost mapping or sequence. */
  JsonNode end() throws UnreadableException {
    Frame frame = frames.pop();
    if (frame.merge != null && frame.node instanceof ObjectNode object) {
      merge(object, frame.merge);
    }
    lastSize = nodes - frame.nodesBefore;
    add(frame.node);
    return frame.node;
  }

  /** How many nodes the mapping or sequence has that ended last, aliases expanded. */
  int lastSize() {
    return lastSize;
  }

  private void add(JsonNode value) {
    Frame frame = frames.peek();
    if (frame == null) {
      root = value;
    } else if (frame.node instanceof ArrayNode array) {
      array.add(value);
    } else {
      if (!frame.duplicate) {
        ((ObjectNode) frame.node).set(frame.key, value);
      }
      frame.keyed = false;
      frame.duplicate = false;
    }
  }

  /**
   * A YAML merge key ({@code <<}): its value, a mapping or a list of mappings, becomes fields of
   * the mapping that is open. Its own fields win, and of several merged mappings the first one.
   */
  void mergeKey(int line, int column) {
    key(MERGE, line, column);
    Frame frame = frames.element();
    frame.merge = frame.keys.get(MERGE);
  }

  private static void merge(ObjectNode node, Place place) throws UnreadableException {
    JsonNode value = node.remove(MERGE);
    for (JsonNode part : value.isArray() ? value : List.of(value)) {
      if (!(part instanceof ObjectNode object)) {
        throw UnreadableException.at(
            place.line(),
            place.column(),
            "a merge key (<<) needs a mapping or a list of mappings",
            "");
      }
      object.properties().forEach(field -> node.putIfAbsent(field.getKey(), field.getValue()));
    }
  }

  /** The document; its root is missing if there was none. */
  Document document() {
    return new Document(root, places, duplicateKeys);
  }
}
