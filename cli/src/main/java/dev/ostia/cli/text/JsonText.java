package dev.ostia.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON in the layout of istioctl: four spaces for each level, every element on a line of its own,
 * numbers without a fraction that is zero.
 */
public final class JsonText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDENT = "    ";

  private JsonText() {}

  /** The document, without a line feed at its end. */
  public static String of(JsonNode document) {
    StringBuilder text = new StringBuilder();
    write(text, document, "\n");
    return text.toString();
  }

  private static void write(StringBuilder text, JsonNode node, String newLine) {
    if (node.isObject()) {
      object(text, node, newLine);
    } else if (node.isArray()) {
      array(text, node, newLine);
    } else if (node.isDouble() && Math.rint(node.doubleValue()) == node.doubleValue()) {
      text.append(whole(node.doubleValue()));
    } else {
      text.append(scalar(node));
    }
  }

  private static String whole(double value) {
    return Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }

  private static void object(StringBuilder text, JsonNode node, String newLine) {
    if (node.isEmpty()) {
      text.append("{}");
      return;
    }
    String inner = newLine + INDENT;
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      text.append(separator).append(inner);
      text.append(scalar(JSON.getNodeFactory().textNode(field.getKey()))).append(": ");
      write(text, field.getValue(), inner);
      separator = ",";
    }
    text.append(newLine).append('}');
  }

  private static void array(StringBuilder text, JsonNode node, String newLine) {
    if (node.isEmpty()) {
      text.append("[]");
      return;
    }
    String inner = newLine + INDENT;
    String separator = "[";
    for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
      text.append(separator).append(inner);
      write(text, elements.next(), inner);
      separator = ",";
    }
    text.append(newLine).append(']');
  }

  private static String scalar(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plain value could not be written", e);
    }
  }
}
