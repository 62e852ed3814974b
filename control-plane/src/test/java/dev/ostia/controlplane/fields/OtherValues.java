package dev.ostia.controlplane.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Values that may stand where another stands, to see whether it matters. */
final class OtherValues {

  private OtherValues() {}

  /**
   * Other values of the same type.
   *
   * @param words the words that are allowed; empty if there is no such choice
   */
  static List<JsonNode> of(JsonNode value, List<String> words) {
    List<JsonNode> others = new ArrayList<>();
    if (value.isBoolean()) {
      others.add(BooleanNode.valueOf(!value.booleanValue()));
    } else if (value.isInt()) {
      others.add(IntNode.valueOf(value.intValue() + 1));
      others.add(IntNode.valueOf(value.intValue() - 1));
      // Where only a prime will do.
      others.add(IntNode.valueOf(65_537));
    } else if (value.isNumber()) {
      others.add(DoubleNode.valueOf(value.doubleValue() / 2));
    } else if (!words.isEmpty()) {
      words.stream()
          .filter(word -> !word.equals(value.asText()))
          .forEach(word -> others.add(TextNode.valueOf(word)));
    } else if (value.isTextual()) {
      String text = value.textValue();
      if (text.matches("[0-9.]+(ms|s|m|h)")) {
        others.add(TextNode.valueOf("17s"));
      }
      // A protocol of a server, where it is one.
      others.add(TextNode.valueOf("GRPC-WEB"));
      // A status of gRPC, where it is one.
      others.add(TextNode.valueOf("NOT_FOUND"));
      others.add(TextNode.valueOf(text + "x"));
      others.add(TextNode.valueOf("x" + text));
    }
    return others;
  }
}
