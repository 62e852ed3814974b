package dev.ostia.translator.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a gateway proxy's identity that its configuration depends on. Proxies that are equal
 * here get the same configuration, computed once.
 *
 * @param namespace where the gateway runs
 * @param labels the labels that a Gateway's selector is compared with
 * @param secretsAllowed whether it may be sent Secrets at all: not over a connection that others
 *     could read or that proves nobody's identity
 * @param layout how its routes are laid out
 * @param overrides what it has otherwise than the mesh configuration says
 */
public record Proxy(
    String namespace,
    Map<String, String> labels,
    Locality locality,
    boolean secretsAllowed,
    RouteLayout layout,
    ProxyOverrides overrides) {

  public Proxy {
    labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** A proxy that may be sent Secrets. */
  public Proxy(String namespace, Map<String, String> labels, Locality locality) {
    this(namespace, labels, locality, true, RouteLayout.LEAN, ProxyOverrides.NONE);
  }

  /** The same proxy, which is sent no Secrets. */
  public Proxy withoutSecrets() {
    return new Proxy(namespace, labels, locality, false, layout, overrides);
  }

  /** The same proxy with its routes laid out so. */
  public Proxy with(RouteLayout other) {
    return new Proxy(namespace, labels, locality, secretsAllowed, other, overrides);
  }

  /** The same proxy with these settings of its own. */
  public Proxy with(ProxyOverrides others) {
    return new Proxy(namespace, labels, locality, secretsAllowed, layout, others);
  }

  /** Where a proxy or an endpoint runs; parts that are not known are empty. */
  public record Locality(String region, String zone, String subzone) {
    /** No part known. */
    public static final Locality UNKNOWN = new Locality("", "", "");

    /** Reads {@code region/zone/subzone}; missing parts are empty. */
    public static Locality parse(String text) {
      String[] parts = text.split("/", 3);
      return new Locality(
          parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    /** {@code region/zone/subzone} without empty parts at the end. */
    @Override
    public String toString() {
      String text = region + "/" + zone + "/" + subzone;
      while (text.endsWith("/")) {
        text = text.substring(0, text.length() - 1);
      }
      return text;
    }
  }

  /** Istio's default ingress gateway: {@code istio: ingressgateway} in {@code istio-system}. */
  public static Proxy defaultIngressGateway() {
    return new Proxy(
        "istio-system",
        Map.of("app", "istio-ingressgateway", "istio", "ingressgateway"),
        Locality.UNKNOWN);
  }

  /** Whether a selector picks this proxy: every pair of it is among the labels. */
  public boolean matches(Map<String, String> selector) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
