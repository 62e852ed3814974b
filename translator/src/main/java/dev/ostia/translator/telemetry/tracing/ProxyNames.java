package dev.ostia.translator.telemetry.tracing;

import dev.ostia.translator.config.Proxy;
import java.util.List;

/** What a proxy is called in traces: Istio's canonical service, by the same labels. */
public final class ProxyNames {

  private static final List<String> SERVICE_LABELS =
      List.of("service.istio.io/canonical-name", "app.kubernetes.io/name", "app", "name");
  private static final List<String> REVISION_LABELS =
      List.of("service.istio.io/canonical-revision", "app.kubernetes.io/version", "version");

  private ProxyNames() {}

  /** The canonical service. */
  public static String service(Proxy proxy) {
    return first(proxy, SERVICE_LABELS, "unknown");
  }

  /** The canonical revision. */
  static String revision(Proxy proxy) {
    return first(proxy, REVISION_LABELS, "latest");
  }

  private static String first(Proxy proxy, List<String> labels, String otherwise) {
    return labels.stream()
        .map(label -> proxy.labels().getOrDefault(label, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }
}
