package dev.ostia.controlplane.source.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON text to documents; several may follow each other. Not thread-safe; one per file. */
final class JsonReader {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(DocumentReader.MAX_BYTES).build())
          .build();

  private final String file;

  JsonReader(String file) {
    this.file = file;
  }

  List<Document> read(String text) throws UnreadableException {
    List<Document> documents = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      while (parser.nextToken() != null) {
        Document document = document(parser);
        if (!document.root().isNull()) {
          documents.add(document);
        }
      }
      return documents;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
      throw UnreadableException.at(
          Math.max(place.getLineNr(), 1),
          Math.max(place.getColumnNr(), 1),
          "not valid JSON: " + plain(e.getOriginalMessage()),
          "");
    } catch (IOException e) {
      throw UnreadableException.at(1, 1, "not readable: " + e.getMessage(), "");
    }
  }

  /** The parser's message without its references to places inside itself. */
  private static String plain(String message) {
    return message.replaceAll("\\s*\\(start marker at [^)]*\\)\\)?", "");
  }

  private Document document(JsonParser parser) throws IOException, UnreadableException {
    TreeBuilder builder = new TreeBuilder(file);
    int depth = 0;
    do {
      depth += take(parser, builder);
    } while (depth > 0 && parser.nextToken() != null);
    return builder.document();
  }

  /** Handles the current token; says by how much the nesting grew. */
  private static int take(JsonParser parser, TreeBuilder builder)
      throws IOException, UnreadableException {
    JsonLocation place = parser.currentTokenLocation();
    int line = place.getLineNr();
    int column = place.getColumnNr();
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT -> {
        builder.startMapping(line, column);
        return 1;
      }
      case START_ARRAY -> {
        builder.startSequence(line, column);
        return 1;
      }
      case END_OBJECT, END_ARRAY -> {
        builder.end();
        return -1;
      }
      case FIELD_NAME -> builder.key(parser.currentName(), line, column);
      default -> builder.scalar(value(parser, token), line, column);
    }
    return 0;
  }

  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      // As in YAML, so that 5.0 is the integer that Kubernetes takes it for.
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> YamlScalars.plain(parser.getText());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      default -> NullNode.instance;
    };
  }
}
