package dev.ostia.controlplane.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.controlplane.source.mesh.NodeProxyConfig;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.ProxyOverrides;
import dev.ostia.translator.validate.syntax.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the metadata of a node says otherwise than the mesh configuration. */
final class NodeOverrides {

  private static final Logger LOG = LoggerFactory.getLogger(NodeOverrides.class);
  private static final String PROXY_CONFIG = "PROXY_CONFIG";
  private static final String IDLE_TIMEOUT = "IDLE_TIMEOUT";
  private static final String HTTP10 = "HTTP10";

  private NodeOverrides() {}

  /**
   * Reads {@code PROXY_CONFIG}, {@code IDLE_TIMEOUT} and {@code HTTP10}; of the first, fields
   * without effect are logged.
   *
   * @throws IllegalArgumentException if one has a value that cannot be used
   */
  static ProxyOverrides of(String nodeId, Struct metadata) {
    ProxyOverrides overrides = ProxyOverrides.NONE;
    if (metadata.containsFields(PROXY_CONFIG)) {
      overrides = proxyConfig(nodeId, metadata.getFieldsOrThrow(PROXY_CONFIG));
    }
    return overrides.with(
        text(metadata, IDLE_TIMEOUT).map(NodeOverrides::idleTimeout),
        text(metadata, HTTP10).map("1"::equals));
  }

  private static ProxyOverrides proxyConfig(String nodeId, Value value) {
    NodeProxyConfig config = NodeProxyConfig.read(tree(value));
    List<Diagnostic> wrong =
        config.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "node." + wrong.getFirst().field() + ": " + wrong.getFirst().message());
    }
    if (!config.diagnostics().isEmpty()) {
      LOG.info(
          "Gateway {}: these fields of its node have no effect: {}",
          nodeId,
          config.diagnostics().stream().map(Diagnostic::field).collect(Collectors.joining(", ")));
    }
    return config.overrides();
  }

  private static Duration idleTimeout(String text) {
    OptionalLong nanos = Durations.parse(text);
    if (nanos.isEmpty() || nanos.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "node.metadata." + IDLE_TIMEOUT + ": " + text + " is not a duration such as 30s");
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  private static Optional<String> text(Struct metadata, String name) {
    if (!metadata.containsFields(name)) {
      return Optional.empty();
    }
    Value value = metadata.getFieldsOrThrow(name);
    if (!value.hasStringValue()) {
      throw new IllegalArgumentException(
          "node.metadata." + name + " is not a string: put it in quotes");
    }
    return value.getStringValue().isEmpty()
        ? Optional.empty()
        : Optional.of(value.getStringValue());
  }

  private static JsonNode tree(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.getStructValue().getFieldsMap().forEach((name, of) -> object.set(name, tree(of)));
        yield object;
      }
      case LIST_VALUE -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        value.getListValue().getValuesList().forEach(of -> array.add(tree(of)));
        yield array;
      }
      case STRING_VALUE -> TextNode.valueOf(value.getStringValue());
      case BOOL_VALUE -> BooleanNode.valueOf(value.getBoolValue());
      case NUMBER_VALUE -> {
        double number = value.getNumberValue();
        yield number == Math.rint(number)
            ? LongNode.valueOf((long) number)
            : DoubleNode.valueOf(number);
      }
      case NULL_VALUE, KIND_NOT_SET -> NullNode.getInstance();
    };
  }
}
