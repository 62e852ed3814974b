package dev.ostia.controlplane.group;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads from an Envoy's {@code node} what its configuration depends on. The names are those of
 * Istio's bootstrap: {@code metadata.NAMESPACE}, {@code metadata.LABELS} and {@code locality}.
 */
final class NodeProxies {

  private static final String NAMESPACE = "NAMESPACE";
  private static final String LABELS = "LABELS";

  private NodeProxies() {}

  /**
   * The proxy that this node describes.
   *
   * @throws IllegalArgumentException if the namespace is missing or something has the wrong type
   */
  static Proxy proxyOf(Node node) {
    return new Proxy(
        namespace(node),
        labels(node.getMetadata()),
        new Locality(
            node.getLocality().getRegion(),
            node.getLocality().getZone(),
            node.getLocality().getSubZone()));
  }

  private static String namespace(Node node) {
    Value value = node.getMetadata().getFieldsOrDefault(NAMESPACE, Value.getDefaultInstance());
    String namespace = value.getStringValue();
    if (namespace.isEmpty()) {
      namespace = namespaceOfId(node.getId());
    }
    if (namespace.isEmpty()) {
      throw new IllegalArgumentException(
          "node '"
              + node.getId()
              + "' does not say which namespace the gateway runs in: set node.metadata.NAMESPACE"
              + " (and node.metadata.LABELS, which Gateway selectors are compared with) in Envoy's"
              + " bootstrap, or make the bootstrap with 'ostia bootstrap'");
    }
    return namespace;
  }

  /**
   * The namespace in an id of Istio's form, {@code router~IP~NAME.NAMESPACE~DOMAIN}; empty if it is
   * not of that form. A pod's name may contain dots, a namespace may not.
   */
  private static String namespaceOfId(String id) {
    String[] parts = id.split("~", -1);
    if (parts.length != 4) {
      return "";
    }
    int dot = parts[2].lastIndexOf('.');
    return dot < 0 ? "" : parts[2].substring(dot + 1);
  }

  private static Map<String, String> labels(Struct metadata) {
    Value value = metadata.getFieldsOrDefault(LABELS, Value.getDefaultInstance());
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, Value> label : value.getStructValue().getFieldsMap().entrySet()) {
      if (!label.getValue().hasStringValue()) {
        throw new IllegalArgumentException(
            "node.metadata.LABELS." + label.getKey() + " is not a string: put it in quotes");
      }
      labels.put(label.getKey(), label.getValue().getStringValue());
    }
    if (labels.isEmpty() && metadata.containsFields(LABELS) && !value.hasStructValue()) {
      throw new IllegalArgumentException(
          "node.metadata.LABELS is not a mapping of label names to values");
    }
    return labels;
  }
}
