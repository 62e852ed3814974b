package dev.ostia.cli.gateway;

import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import dev.ostia.translator.config.RouteLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which gateway is meant: Gateways choose by labels. */
public final class GatewaySelection {

  @Option(
      names = "--namespace",
      paramLabel = "NS",
      defaultValue = "istio-system",
      description = "The gateway's namespace (default: ${DEFAULT-VALUE}).")
  private String namespace = "istio-system";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description =
          "A label of the gateway, which selectors of Gateways are compared with; repeat "
              + "it for more. Without any: app=istio-ingressgateway and istio=ingressgateway.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--locality",
      paramLabel = "REGION/ZONE/SUBZONE",
      defaultValue = "",
      description = "Where the gateway runs.")
  private String locality = "";

  /** Its namespace. */
  public String namespace() {
    return namespace;
  }

  /** Its labels; none where none were given, which means those of Istio's ingress gateway. */
  public Map<String, String> labels() {
    return labels;
  }

  /** Its locality, {@code REGION/ZONE/SUBZONE}; empty for none. */
  public String locality() {
    return locality;
  }

  /** The gateway that is meant, laid out as a control plane does that is not told otherwise. */
  public Proxy proxy() {
    return new Proxy(
            namespace,
            labels.isEmpty() ? Proxy.defaultIngressGateway().labels() : labels,
            Locality.parse(locality))
        .with(RouteLayout.STANDARD);
  }
}
