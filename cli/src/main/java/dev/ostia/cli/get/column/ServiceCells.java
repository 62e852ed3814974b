package dev.ostia.cli.get.column;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the columns of a Service hold. */
final class ServiceCells {

  private static final String NONE = "<none>";

  /** kubectl shortens a load balancer's address to this many characters. */
  private static final int BALANCER = 16;

  private ServiceCells() {}

  static List<String> brief(Service service, String age) {
    return cells(service, age, false);
  }

  static List<String> wide(Service service, String age) {
    List<String> cells = new ArrayList<>(cells(service, age, true));
    cells.add(IstioCells.pairs(service.getSpec().getSelector()));
    return cells;
  }

  private static List<String> cells(Service service, String age, boolean wide) {
    ServiceSpec spec = service.getSpec();
    String type = Objects.requireNonNullElse(spec.getType(), "ClusterIP");
    return List.of(type, clusterIp(spec, type), externalIp(service, type, wide), ports(spec), age);
  }

  private static String clusterIp(ServiceSpec spec, String type) {
    List<String> addresses = spec.getClusterIPs();
    if (addresses != null && !addresses.isEmpty()) {
      return addresses.getFirst();
    }
    String address = spec.getClusterIP();
    return address == null || address.isEmpty() || type.equals("ExternalName") ? NONE : address;
  }

  private static String externalIp(Service service, String type, boolean wide) {
    List<String> given = orEmpty(service.getSpec().getExternalIPs());
    return switch (type) {
      case "ExternalName" -> Objects.requireNonNullElse(service.getSpec().getExternalName(), NONE);
      case "LoadBalancer" -> {
        String balancer = balancer(service, wide);
        List<String> all = new ArrayList<>(balancer.isEmpty() ? List.of() : List.of(balancer));
        all.addAll(given);
        yield all.isEmpty() ? "<pending>" : String.join(",", all);
      }
      default -> given.isEmpty() ? NONE : String.join(",", given);
    };
  }

  private static String balancer(Service service, boolean wide) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return "";
    }
    TreeSet<String> addresses = new TreeSet<>();
    orEmpty(service.getStatus().getLoadBalancer().getIngress())
        .forEach(
            ingress -> {
              String address = ingress.getIp() == null ? ingress.getHostname() : ingress.getIp();
              if (address != null) {
                addresses.add(address);
              }
            });
    String text = String.join(",", addresses);
    return wide || text.length() <= BALANCER ? text : text.substring(0, BALANCER - 3) + "...";
  }

  private static String ports(ServiceSpec spec) {
    List<ServicePort> ports = orEmpty(spec.getPorts());
    return ports.isEmpty()
        ? NONE
        : ports.stream()
            .map(
                port ->
                    port.getPort()
                        + (port.getNodePort() == null || port.getNodePort() == 0
                            ? ""
                            : ":" + port.getNodePort())
                        + "/"
                        + Objects.requireNonNullElse(port.getProtocol(), "TCP"))
            .collect(Collectors.joining(","));
  }
}
