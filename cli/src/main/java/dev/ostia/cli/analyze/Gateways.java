package dev.ostia.cli.analyze;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateways that a configuration is meant for, as far as files tell. */
final class Gateways {

  private Gateways() {}

  /**
   * One proxy for each selector of a Gateway; it runs where a Pod has the labels, else where a
   * Service selects them, else in {@code istio-system}. Istio's default ingress gateway if there is
   * no Gateway.
   *
   * @param labels those of the only gateway that is wanted; empty for all
   */
  static Set<Proxy> of(ConfigView view, Map<String, String> labels) {
    Set<Proxy> proxies = new LinkedHashSet<>();
    if (!labels.isEmpty()) {
      proxies.add(new Proxy(namespace(view, labels), labels, Locality.UNKNOWN));
      return proxies;
    }
    List<ConfigObject<Gateway>> sorted =
        view.gateways().stream().sorted(ConfigObject.BY_AGE).toList();
    for (ConfigObject<Gateway> gateway : sorted) {
      Map<String, String> selector = gateway.resource().getSpec().getSelector();
      if (selector != null && !selector.isEmpty()) {
        proxies.add(podOf(view, selector).orElseGet(() -> withoutPod(view, selector)));
      }
    }
    if (proxies.isEmpty()) {
      proxies.add(Proxy.defaultIngressGateway());
    }
    return proxies;
  }

  private static Optional<Proxy> podOf(ConfigView view, Map<String, String> selector) {
    return view.pods().stream()
        .filter(pod -> pod.labels().entrySet().containsAll(selector.entrySet()))
        .min(Comparator.comparing(pod -> pod.key().qualifiedName()))
        .map(pod -> new Proxy(pod.key().namespace(), pod.labels(), Locality.UNKNOWN));
  }

  private static Proxy withoutPod(ConfigView view, Map<String, String> selector) {
    Proxy standard = Proxy.defaultIngressGateway();
    return standard.matches(selector)
        ? standard
        : new Proxy(namespace(view, selector), selector, Locality.UNKNOWN);
  }

  private static String namespace(ConfigView view, Map<String, String> labels) {
    return view.services().stream()
        .filter(service -> service.resource().getSpec().getSelector() != null)
        .filter(service -> !service.resource().getSpec().getSelector().isEmpty())
        .filter(
            service ->
                labels
                    .entrySet()
                    .containsAll(service.resource().getSpec().getSelector().entrySet()))
        .map(service -> service.key().namespace())
        .sorted()
        .findFirst()
        .orElse(Proxy.defaultIngressGateway().namespace());
  }
}
