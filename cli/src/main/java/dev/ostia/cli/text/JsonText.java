package dev.ostia.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * JSON in the layout of istioctl: four spaces for each level, every element on a line of its own,
 * numbers without a fraction that is zero.
 */
public final class JsonText {

  private static final String INDENT = "    ";
  private static final double SMALLEST = 1e-6;
  private static final double LARGEST = 1e21;

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
    } else if (node.isFloatingPointNumber()) {
      text.append(number(node.doubleValue()));
    } else if (node.isTextual()) {
      text.append(string(node.textValue()));
    } else {
      text.append(node);
    }
  }

  /** A number as Go writes it: without an exponent unless it is very large or small. */
  static String number(Number value) {
    double size = Math.abs(value.doubleValue());
    if (size == 0) {
      return "0";
    }
    if (Double.isNaN(size) || Double.isInfinite(size)) {
      return "\"" + value + "\"";
    }
    BigDecimal decimal = new BigDecimal(value.toString()).stripTrailingZeros();
    return size < SMALLEST || size >= LARGEST
        ? decimal.toString().toLowerCase(Locale.ROOT)
        : decimal.toPlainString();
  }

  /** A text in quotes, with the escapes of Go: it writes {@code <}, {@code >} and {@code &} so. */
  static String string(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '<', '>', '&', '\u2028', '\u2029' -> text.append("\\u%04x".formatted((int) c));
        default -> {
          if (c < ' ') {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.append('"').toString();
  }

  private static void object(StringBuilder text, JsonNode node, String newLine) {
    if (node.isEmpty()) {
      text.append("{}");
      return;
    }
    String inner = newLine + INDENT;
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      text.append(separator).append(inner).append(string(field.getKey())).append(": ");
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
}
