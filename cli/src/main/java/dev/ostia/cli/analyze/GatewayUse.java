package dev.ostia.cli.analyze;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.GatewayReference;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gateways that no proxy runs, and VirtualServices of such Gateways only. Files seldom tell of the
 * proxies: without labels given, a Gateway is told of only if another one's proxy is in the input,
 * and never one for Istio's own ingress gateway, which is installed apart.
 */
final class GatewayUse {

  private GatewayUse() {}

  static List<Diagnostic> check(ConfigView view, Map<String, String> labels) {
    Set<String> unused = new HashSet<>();
    List<Diagnostic> found = new ArrayList<>();
    boolean known =
        !labels.isEmpty()
            || view.gateways().stream().anyMatch(one -> isRun(view, selector(one), labels));
    for (ConfigObject<Gateway> gateway :
        known ? view.gateways() : List.<ConfigObject<Gateway>>of()) {
      Map<String, String> selector = selector(gateway);
      boolean standard = labels.isEmpty() && Proxy.defaultIngressGateway().matches(selector);
      if (!standard && !isRun(view, selector, labels)) {
        unused.add(gateway.key().qualifiedName());
        found.add(
            Diagnostic.of(
                DiagnosticCode.UNSELECTED_GATEWAY,
                gateway,
                "spec.selector",
                "no proxy has the labels %s, so the Gateway has no effect".formatted(selector),
                "Correct the selector, or give a gateway these labels"));
      }
    }
    view.virtualServices().forEach(service -> check(service, unused, found));
    return found;
  }

  private static Map<String, String> selector(ConfigObject<Gateway> gateway) {
    Map<String, String> selector = gateway.resource().getSpec().getSelector();
    return selector == null ? Map.of() : selector;
  }

  /** Whether a proxy is there that the selector picks, as far as the input tells. */
  private static boolean isRun(
      ConfigView view, Map<String, String> selector, Map<String, String> labels) {
    Stream<Map<String, String>> proxies =
        labels.isEmpty()
            ? Stream.concat(
                view.pods().stream().map(ConfigObject::labels),
                view.services().stream()
                    .map(service -> nonNull(service.resource().getSpec().getSelector())))
            : Stream.of(labels);
    return proxies.anyMatch(one -> one.entrySet().containsAll(selector.entrySet()));
  }

  private static Map<String, String> nonNull(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static void check(
      ConfigObject<VirtualService> service, Set<String> unused, List<Diagnostic> found) {
    List<String> gateways = service.resource().getSpec().getGateways();
    if (gateways == null || gateways.isEmpty()) {
      return;
    }
    boolean none =
        gateways.stream()
            .map(name -> GatewayReference.qualify(name, service.key().namespace()))
            .allMatch(unused::contains);
    if (none) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.UNUSED_VIRTUAL_SERVICE,
              service,
              "spec.gateways",
              "no proxy runs any of its Gateways %s, so it has no effect".formatted(gateways),
              "Bind it to a Gateway that a proxy runs, or correct the selectors of these"));
    }
  }
}
