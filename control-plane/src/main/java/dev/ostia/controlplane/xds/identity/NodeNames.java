package dev.ostia.controlplane.xds.identity;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;

/** What an Envoy's {@code node} says about who it is, by the names of Istio's bootstrap. */
public final class NodeNames {

  private NodeNames() {}

  /**
   * The namespace: {@code metadata.NAMESPACE}, else that in an id of Istio's form; empty if neither
   * says it.
   */
  public static String namespace(Node node) {
    String namespace = text(node, "NAMESPACE");
    return namespace.isEmpty() ? namespaceOfId(node.getId()) : namespace;
  }

  /** The service account, {@code metadata.SERVICE_ACCOUNT}; empty if there is none. */
  static String serviceAccount(Node node) {
    return text(node, "SERVICE_ACCOUNT");
  }

  private static String text(Node node, String key) {
    return node.getMetadata().getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
  }

  /**
   * The namespace in {@code router~IP~NAME.NAMESPACE~DOMAIN}; empty if the id is not of that form.
   * A pod's name may contain dots, a namespace may not.
   */
  private static String namespaceOfId(String id) {
    String[] parts = id.split("~", -1);
    if (parts.length != 4) {
      return "";
    }
    int dot = parts[2].lastIndexOf('.');
    return dot < 0 ? "" : parts[2].substring(dot + 1);
  }
}
