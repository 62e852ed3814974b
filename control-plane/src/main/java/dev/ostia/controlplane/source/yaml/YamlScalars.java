package dev.ostia.controlplane.source.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What a plain scalar means. The same as to {@code kubectl} (sigs.k8s.io/yaml, which follows YAML
 * 1.1 here), so that a file means the same to both:
 *
 * <ul>
 *   <li>{@code true yes on y} and {@code false no off n}, also as {@code Yes} and {@code YES}, are
 *       booleans;
 *   <li>{@code 0x1F}, {@code 0o17}, {@code 0b11}, {@code 017} (octal) and {@code 1_000} are
 *       integers; {@code 1e3} and {@code 5.0} too, as they have no fraction; {@code 089} is 89;
 *   <li>nothing, {@code ~} and {@code null} are null;
 *   <li>a date is a text, and so are {@code .inf} and {@code .nan}, which JSON does not have.
 * </ul>
 *
 * <p>Keys stay the text that they are.
 */
final class YamlScalars {

  private static final String TAG = "tag:yaml.org,2002:";
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int LONGEST_NUMBER = 64;
  private static final double EXACT_IN_DOUBLE = 1L << 53;
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private static final Map<String, JsonNode> WORDS =
      Map.ofEntries(
          Map.entry("", NullNode.instance),
          Map.entry("~", NullNode.instance),
          Map.entry("null", NullNode.instance),
          Map.entry("Null", NullNode.instance),
          Map.entry("NULL", NullNode.instance),
          Map.entry("true", BooleanNode.TRUE),
          Map.entry("True", BooleanNode.TRUE),
          Map.entry("TRUE", BooleanNode.TRUE),
          Map.entry("yes", BooleanNode.TRUE),
          Map.entry("Yes", BooleanNode.TRUE),
          Map.entry("YES", BooleanNode.TRUE),
          Map.entry("on", BooleanNode.TRUE),
          Map.entry("On", BooleanNode.TRUE),
          Map.entry("ON", BooleanNode.TRUE),
          Map.entry("y", BooleanNode.TRUE),
          Map.entry("Y", BooleanNode.TRUE),
          Map.entry("false", BooleanNode.FALSE),
          Map.entry("False", BooleanNode.FALSE),
          Map.entry("FALSE", BooleanNode.FALSE),
          Map.entry("no", BooleanNode.FALSE),
          Map.entry("No", BooleanNode.FALSE),
          Map.entry("NO", BooleanNode.FALSE),
          Map.entry("off", BooleanNode.FALSE),
          Map.entry("Off", BooleanNode.FALSE),
          Map.entry("OFF", BooleanNode.FALSE),
          Map.entry("n", BooleanNode.FALSE),
          Map.entry("N", BooleanNode.FALSE));

  private YamlScalars() {}

  /** The value of a scalar that is not a key. */
  static JsonNode value(ScalarEvent event, int line, int column) throws UnreadableException {
    String text = event.getValue();
    Optional<String> tag = event.getTag();
    if (tag.isPresent() && !tag.get().equals("!")) {
      return tagged(tag.get(), text, line, column);
    }
    return event.isPlain() && tag.isEmpty() ? plain(text) : TextNode.valueOf(text);
  }

  private static JsonNode tagged(String tag, String text, int line, int column)
      throws UnreadableException {
    return switch (tag.startsWith(TAG) ? tag.substring(TAG.length()) : tag) {
      case "str", "timestamp" -> TextNode.valueOf(text);
      case "int", "float", "bool", "null" -> plain(text);
      case "binary" -> TextNode.valueOf(fromBase64(text, line, column));
      default ->
          throw UnreadableException.at(
              line,
              column,
              "the tag %s has no meaning here".formatted(tag),
              "Remove it, or put a text that begins with ! in quotes");
    };
  }

  private static String fromBase64(String text, int line, int column) throws UnreadableException {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw UnreadableException.at(line, column, "a !!binary value is not valid base64", "");
    }
  }

  /** The value of a plain scalar, one without quotes. */
  static JsonNode plain(String text) {
    JsonNode word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    boolean numeric = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
    JsonNode number =
        numeric && text.length() <= LONGEST_NUMBER ? number(text.replace("_", "")) : null;
    return number == null ? TextNode.valueOf(text) : number;
  }

  private static @Nullable JsonNode number(String text) {
    BigInteger integer = integer(text);
    if (integer != null && integer.bitLength() < Integer.SIZE) {
      return JsonNodeFactory.instance.numberNode(integer.intValue());
    }
    if (integer != null && integer.bitLength() < Long.SIZE) {
      return JsonNodeFactory.instance.numberNode(integer.longValue());
    }
    if (integer != null && integer.signum() > 0 && integer.compareTo(MAX_UNSIGNED) < 0) {
      return JsonNodeFactory.instance.numberNode(integer);
    }
    if (!FLOAT.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) < EXACT_IN_DOUBLE) {
      long whole = (long) value;
      return whole == (int) whole
          ? JsonNodeFactory.instance.numberNode((int) whole)
          : JsonNodeFactory.instance.numberNode(whole);
    }
    return JsonNodeFactory.instance.numberNode(value);
  }

  private static @Nullable BigInteger integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean prefixed = radix != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
      digits = digits.substring(prefixed ? 2 : 1);
    }
    if (digits.isEmpty() || Character.digit(digits.charAt(0), radix) < 0) {
      return null;
    }
    try {
      BigInteger value = new BigInteger(digits, radix);
      return text.startsWith("-") ? value.negate() : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
