package dev.ostia.translator.telemetry;

import com.google.common.base.Strings;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.fabric8.istio.api.api.type.v1beta1.PolicyTargetReference;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Telemetry objects that count for a proxy: that of the root namespace, that of the proxy's
 * namespace, then those that pick the proxy, the oldest first. Of several objects for a whole
 * namespace the oldest counts, as in Istio.
 */
final class ApplicableObjects {

  /** The label that tells which Gateway of the Gateway API a proxy serves. */
  private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

  private static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

  private ApplicableObjects() {}

  /** The objects, the most general first. */
  static List<ConfigObject<Telemetry>> of(ConfigView view, Proxy proxy) {
    Map<String, ConfigObject<Telemetry>> whole = ofWholeNamespaces(view);
    List<ConfigObject<Telemetry>> found = new ArrayList<>();
    String root = view.mesh().rootNamespace();
    if (whole.containsKey(root)) {
      found.add(whole.get(root));
    }
    if (!proxy.namespace().equals(root) && whole.containsKey(proxy.namespace())) {
      found.add(whole.get(proxy.namespace()));
    }
    view.telemetries().stream()
        .filter(object -> object.key().namespace().equals(proxy.namespace()))
        .filter(object -> picks(object, proxy))
        .sorted(ConfigObject.BY_AGE)
        .forEach(found::add);
    return found;
  }

  /** The object that counts for each whole namespace that has one. */
  static Map<String, ConfigObject<Telemetry>> ofWholeNamespaces(ConfigView view) {
    Map<String, ConfigObject<Telemetry>> oldest = new LinkedHashMap<>();
    view.telemetries().stream()
        .filter(ApplicableObjects::isForWholeNamespace)
        .sorted(ConfigObject.BY_AGE)
        .forEach(object -> oldest.putIfAbsent(object.key().namespace(), object));
    return oldest;
  }

  /** Whether the object has neither a selector nor a target. */
  static boolean isForWholeNamespace(ConfigObject<Telemetry> object) {
    return selector(object).isEmpty() && targets(object).isEmpty();
  }

  private static boolean picks(ConfigObject<Telemetry> object, Proxy proxy) {
    Map<String, String> selector = selector(object);
    if (!selector.isEmpty()) {
      return proxy.matches(selector);
    }
    String gateway = proxy.labels().getOrDefault(GATEWAY_NAME, "");
    return !gateway.isEmpty()
        && targets(object).stream()
            .anyMatch(target -> isGateway(target) && gateway.equals(target.getName()));
  }

  /** Whether a target is a Gateway of the Gateway API, the only one that gateways have. */
  static boolean isGateway(PolicyTargetReference target) {
    return GATEWAY_GROUP.equals(target.getGroup()) && "Gateway".equals(target.getKind());
  }

  /** {@code targetRefs}, and the older {@code targetRef}. */
  static List<PolicyTargetReference> targets(ConfigObject<Telemetry> object) {
    List<PolicyTargetReference> targets = new ArrayList<>();
    var spec = object.resource().getSpec();
    if (spec != null && spec.getTargetRefs() != null) {
      targets.addAll(spec.getTargetRefs());
    }
    if (spec != null
        && spec.getTargetRef() != null
        && !Strings.isNullOrEmpty(spec.getTargetRef().getName())) {
      targets.add(spec.getTargetRef());
    }
    return targets;
  }

  private static Map<String, String> selector(ConfigObject<Telemetry> object) {
    var spec = object.resource().getSpec();
    return spec == null || spec.getSelector() == null || spec.getSelector().getMatchLabels() == null
        ? Map.of()
        : spec.getSelector().getMatchLabels();
  }
}
