package dev.ostia.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * YAML in the layout of istioctl and kubectl: keys sorted, lists not indented, texts of several
 * lines as blocks, and quotes around every text that a reader of YAML 1.1 takes for something else.
 */
public final class YamlText {

  /** Of YAML 1.1, which most tools still read: booleans, null, numbers of every base and times. */
  private static final Pattern NOT_A_TEXT =
      Pattern.compile(
          "(?i)y|n|yes|no|on|off|true|false|~|null|<<|="
              + "|[-+]?([.][0-9]+|[0-9][0-9_]*([.][0-9_]*)?)(e[-+]?[0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+([.][0-9_]*)?"
              + "|[-+]?0[box][0-9a-f_]+|[-+]?[.](inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setWidth(Integer.MAX_VALUE)
          .setMultiLineFlow(false)
          .build();

  private YamlText() {}

  /** The document, ended by a line feed. */
  public static String of(JsonNode document) {
    return new Dump(SETTINGS, new Quoting()).dumpToString(plain(document));
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new TreeMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(element -> list.add(plain(element)));
      return list;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? number(node) : null;
  }

  private static Object number(JsonNode node) {
    BigDecimal value = node.decimalValue();
    boolean whole = value.stripTrailingZeros().scale() <= 0 && value.precision() < 16;
    return node.isIntegralNumber() || whole ? value.toBigInteger() : node.doubleValue();
  }

  /** Chooses quotes and blocks for texts. */
  private static final class Quoting extends StandardRepresenter {

    Quoting() {
      super(SETTINGS);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      if (tag.equals(Tag.STR)) {
        return new ScalarNode(tag, value, style(value));
      }
      return super.representScalar(tag, value, style);
    }

    private static ScalarStyle style(String value) {
      if (value.contains("\n")) {
        boolean block = value.lines().noneMatch(line -> line.endsWith(" ") || line.contains("\t"));
        return block ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
      }
      return NOT_A_TEXT.matcher(value).matches() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
    }
  }
}
