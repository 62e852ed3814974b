package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.databind.JsonNode;

/** Values in words, for messages. */
final class Words {

  private Words() {}

  /** Such as {@code the number 5} or {@code a mapping}. */
  static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> "the boolean " + value.asText();
      default -> "empty";
    };
  }
}
