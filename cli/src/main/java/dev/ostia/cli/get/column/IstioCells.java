package dev.ostia.cli.get.column;

import io.fabric8.istio.api.api.networking.v1alpha3.Port;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the columns of Istio's kinds hold. */
final class IstioCells {

  private IstioCells() {}

  static List<String> gateway(Gateway gateway, String age) {
    List<Server> servers = gateway.getSpec().getServers();
    return List.of(
        age,
        pairs(gateway.getSpec().getSelector()),
        servers == null
            ? ""
            : servers.stream().map(IstioCells::server).collect(Collectors.joining("; ")));
  }

  private static String server(Server server) {
    Port port = server.getPort();
    String number = port == null ? "?" : port.getNumber() + "/" + port.getProtocol();
    List<String> hosts = server.getHosts() == null ? List.of() : server.getHosts();
    return number + " " + String.join(",", hosts);
  }

  static List<String> virtualService(VirtualService service, String age) {
    return List.of(list(service.getSpec().getGateways()), list(service.getSpec().getHosts()), age);
  }

  static List<String> rule(DestinationRule rule, String age) {
    return List.of(Objects.requireNonNullElse(rule.getSpec().getHost(), ""), age);
  }

  static List<String> entry(ServiceEntry entry, String age) {
    return List.of(
        list(entry.getSpec().getHosts()),
        Objects.toString(entry.getSpec().getLocation(), ""),
        Objects.toString(entry.getSpec().getResolution(), ""),
        age);
  }

  static List<String> workload(WorkloadEntry workload, String age) {
    return List.of(age, Objects.requireNonNullElse(workload.getSpec().getAddress(), ""));
  }

  /** A list as kubectl prints what a JSON path gives: {@code ["a","b"]}. */
  private static String list(@Nullable List<String> values) {
    return values == null
        ? ""
        : values.stream()
            .map(value -> '"' + value + '"')
            .collect(Collectors.joining(",", "[", "]"));
  }

  /** {@code a=b,c=d}, or {@code <none>}. */
  static String pairs(@Nullable Map<String, String> labels) {
    return labels == null || labels.isEmpty()
        ? "<none>"
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
  }
}
