package dev.ostia.controlplane.source.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** YAML text to documents. Not thread-safe; one per file. */
final class YamlReader {

  /** What an anchor stands for. */
  private record Anchored(JsonNode tree, int size) {}

  private final String file;
  private final List<Document> documents = new ArrayList<>();
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Deque<Optional<Anchor>> openAnchors = new ArrayDeque<>();
  private TreeBuilder builder;
  private int line = 1;
  private int column = 1;

  YamlReader(String file) {
    this.file = file;
    this.builder = new TreeBuilder(file);
  }

  List<Document> read(String text) throws UnreadableException {
    try {
      for (Event event : new Parse(settings(text)).parseString(text)) {
        event.getStartMark().ifPresent(this::moveTo);
        take(event);
      }
      return documents;
    } catch (MarkedYamlEngineException e) {
      e.getProblemMark().or(e::getContextMark).ifPresent(this::moveTo);
      throw PlainWords.say(line, column, parserText(e));
    } catch (ReaderException e) {
      LineColumn place =
          LineColumn.atEndOf(text.substring(0, Math.min(e.getPosition(), text.length())));
      throw UnreadableException.at(
          place.line(),
          place.column(),
          "a control character (U+%04X) stands in the text".formatted(e.getCodePoint()),
          "Remove it, or write it as an escape in double quotes");
    } catch (RuntimeException e) {
      // Whatever else the parser throws on bytes that are no YAML: the place is what counts.
      throw PlainWords.say(line, column, "not readable as YAML from here on: " + e.getMessage());
    }
  }

  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(DocumentReader.MAX_BYTES + 1)
        // All at once: the parser copies its buffer with each refill, which for one long token
        // takes time in the square of its length.
        .setBufferSize(Math.max(text.length() + 1, 16))
        .build();
  }

  private static String parserText(MarkedYamlEngineException e) {
    String context = e.getContext();
    return context == null || context.isBlank() ? e.getProblem() : context + ": " + e.getProblem();
  }

  private void moveTo(Mark mark) {
    line = mark.getLine() + 1;
    column = mark.getColumn() + 1;
  }

  private void take(Event event) throws UnreadableException {
    switch (event.getEventId()) {
      case DocumentStart -> {
        refuseDirectives((DocumentStartEvent) event);
        builder = new TreeBuilder(file);
        anchors.clear();
      }
      case DocumentEnd -> endDocument();
      case MappingStart, SequenceStart -> start((NodeEvent) event);
      case MappingEnd, SequenceEnd -> end();
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      default -> {
        // Stream start and end, comments.
      }
    }
  }

  /** kubectl splits a file at its {@code ---}, so that a directive stands alone. */
  private void refuseDirectives(DocumentStartEvent start) throws UnreadableException {
    if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
      throw UnreadableException.at(
          line,
          column,
          "a directive (%) stands before the document, which Kubernetes does not read",
          "Remove the line");
    }
  }

  private void endDocument() {
    Document document = builder.document();
    if (!document.root().isMissingNode() && !document.root().isNull()) {
      documents.add(document);
    }
  }

  private void start(NodeEvent event) throws UnreadableException {
    if (builder.expectsKey()) {
      throw UnreadableException.at(
          line,
          column,
          "a mapping or a list stands where a key must be",
          "A value that begins with { or [ must be in quotes");
    }
    openAnchors.push(event.getAnchor());
    if (event instanceof MappingStartEvent) {
      builder.startMapping(line, column);
    } else {
      builder.startSequence(line, column);
    }
  }

  private void end() throws UnreadableException {
    JsonNode tree = builder.end();
    openAnchors
        .pop()
        .ifPresent(anchor -> anchors.put(anchor, new Anchored(tree, builder.lastSize())));
  }

  private void scalar(ScalarEvent event) throws UnreadableException {
    if (builder.expectsKey()) {
      if (event.isPlain() && event.getValue().equals("<<")) {
        builder.mergeKey(line, column);
      } else {
        key(event);
      }
      return;
    }
    JsonNode value = YamlScalars.value(event, line, column);
    builder.scalar(value, line, column);
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, 1)));
  }

  private void key(ScalarEvent event) throws UnreadableException {
    if (event.isPlain() && YamlScalars.plain(event.getValue()).isNull()) {
      String what = event.getValue().isEmpty() ? "empty" : "null";
      throw UnreadableException.at(line, column, "a key is " + what, "Write \"key: value\"");
    }
    builder.key(event.getValue(), line, column);
  }

  private void alias(AliasEvent event) throws UnreadableException {
    Anchored anchored = anchors.get(event.getAlias());
    if (anchored == null) {
      throw UnreadableException.at(
          line,
          column,
          "the alias *%s has no anchor &%s that ends before it"
              .formatted(event.getAlias(), event.getAlias()),
          "Define the anchor first, or put a text that begins with * in quotes");
    }
    if (builder.expectsKey()) {
      builder.key(anchored.tree().asText(), line, column);
    } else {
      builder.alias(anchored.tree(), anchored.size(), line, column);
    }
  }
}
