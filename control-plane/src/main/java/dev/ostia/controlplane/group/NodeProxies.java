package dev.ostia.controlplane.group;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.controlplane.xds.identity.NodeNames;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.type.v3.SemanticVersion;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads from an Envoy's {@code node} what its configuration depends on. The names are those of
 * Istio's bootstrap: {@code metadata.NAMESPACE}, {@code metadata.LABELS}, {@code locality} and
 * those of {@link NodeOverrides}.
 */
final class NodeProxies {

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
                node.getLocality().getSubZone()))
        .with(NodeOverrides.of(node.getId(), node.getMetadata()));
  }

  /** Whether this Envoy can have the routes of a port in shards: earlier ones were not tried. */
  static boolean canShard(Node node) {
    SemanticVersion version = node.getUserAgentBuildVersion().getVersion();
    return version.getMajorNumber() > 1
        || (version.getMajorNumber() == 1 && version.getMinorNumber() >= 40);
  }

  private static String namespace(Node node) {
    String namespace = NodeNames.namespace(node);
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
