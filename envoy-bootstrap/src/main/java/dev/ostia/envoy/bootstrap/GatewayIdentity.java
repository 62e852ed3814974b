package dev.ostia.envoy.bootstrap;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who a gateway is; from this the control plane tells which configuration it gets.
 *
 * @param name the name of the proxy, as a Pod's name is in Kubernetes
 * @param namespace where it counts as running
 * @param labels what a Gateway's selector is compared with
 * @param locality {@code region/zone/subzone}; missing parts are empty
 * @param ip the address of the proxy that the node id carries
 */
public record GatewayIdentity(
    String name, String namespace, Map<String, String> labels, String locality, String ip) {

  /** Istio's default ingress gateway on this machine. */
  public static final GatewayIdentity DEFAULT =
      new GatewayIdentity(
          "ostia-gateway",
          "istio-system",
          Map.of("app", "istio-ingressgateway", "istio", "ingressgateway"),
          "",
          "127.0.0.1");

  public GatewayIdentity {
    if (name.isEmpty() || namespace.isEmpty()) {
      throw new IllegalArgumentException("a gateway needs a name and a namespace");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Another name. */
  public GatewayIdentity withName(String newName) {
    return new GatewayIdentity(newName, namespace, labels, locality, ip);
  }

  /** Another namespace. */
  public GatewayIdentity withNamespace(String newNamespace) {
    return new GatewayIdentity(name, newNamespace, labels, locality, ip);
  }

  /** Other labels. */
  public GatewayIdentity withLabels(Map<String, String> newLabels) {
    return new GatewayIdentity(name, namespace, newLabels, locality, ip);
  }

  /** Another locality, as {@code region/zone/subzone}. */
  public GatewayIdentity withLocality(String newLocality) {
    return new GatewayIdentity(name, namespace, labels, newLocality, ip);
  }

  /** {@code router~IP~NAME.NAMESPACE~NAMESPACE.svc.cluster.local}, as Istio's gateways. */
  public String nodeId() {
    return "router~%s~%s.%s~%s.svc.cluster.local".formatted(ip, name, namespace, namespace);
  }

  /** The {@code app} label, else the name, with the namespace: what Istio calls the service. */
  public String nodeCluster() {
    return labels.getOrDefault("app", name) + "." + namespace;
  }
}
