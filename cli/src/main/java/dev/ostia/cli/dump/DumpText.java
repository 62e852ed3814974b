package dev.ostia.cli.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ostia.cli.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a dump into its sections without building a tree of the whole. */
final class DumpText {

  /**
   * A section as it stands in the dump.
   *
   * @param typeUrl its {@code @type}; empty if it has none
   */
  record Section(String typeUrl, String json) {}

  private final String text;

  DumpText(String text) {
    this.text = text;
  }

  /**
   * The elements of the list {@code configs}, in order.
   *
   * @throws CommandFailure if this is not a JSON object, or more than one
   */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw MessageReader.unreadable("it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean configs = parser.currentName().equals("configs");
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_ARRAY && configs) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            sections.add(section(parser));
          }
        } else if (configs && value != JsonToken.VALUE_NULL) {
          throw MessageReader.unreadable("configs is not a list");
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw MessageReader.unreadable("it ends too early");
      }
      if (parser.nextToken() != null) {
        throw MessageReader.unreadable("there is more text after its end");
      }
    } catch (IOException e) {
      throw MessageReader.unreadable(firstLine(e));
    }
    return sections;
  }

  private Section section(JsonParser parser) throws IOException {
    int begin = (int) parser.currentTokenLocation().getCharOffset();
    String typeUrl = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean type = parser.currentName().equals("@type");
      if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
        typeUrl = parser.getText();
      }
      parser.skipChildren();
    }
    int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
    return new Section(typeUrl, text.substring(begin, end));
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
