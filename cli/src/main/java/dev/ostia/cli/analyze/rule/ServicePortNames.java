package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.PortProtocol;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Service's port whose protocol neither its name nor {@code appProtocol} tells (IST0118). */
final class ServicePortNames implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<Service> service : view.services()) {
      if (service.key().namespace().startsWith("kube-")
          || isOfIstio(service.labels())
          || "ExternalName".equals(service.resource().getSpec().getType())) {
        continue;
      }
      List<ServicePort> ports = service.resource().getSpec().getPorts();
      for (int i = 0; ports != null && i < ports.size(); i++) {
        if (protocol(ports.get(i)) == PortProtocol.UNSUPPORTED) {
          found.add(
              Diagnostic.of(
                  DiagnosticCode.PORT_NAME,
                  service,
                  "spec.ports[" + i + "]",
                  what(ports.get(i)),
                  "Name it http, http-NAME, grpc-NAME ..., or set appProtocol"));
        }
      }
    }
    return found;
  }

  /** Its own Services, and those that it makes for Gateways: nobody can name their ports. */
  private static boolean isOfIstio(Map<String, String> labels) {
    return labels.containsKey("istio")
        || "istio".equals(labels.get("release"))
        || labels.containsKey("gateway.istio.io/managed");
  }

  private static String what(ServicePort port) {
    return port.getName() == null
        ? "port %d has no name that begins with a protocol, so it is TCP".formatted(port.getPort())
        : "the name %s of port %d does not begin with a protocol, so the port is TCP"
            .formatted(port.getName(), port.getPort());
  }

  private static PortProtocol protocol(ServicePort port) {
    return PortProtocol.ofServicePort(
        Objects.requireNonNullElse(port.getPort(), 0),
        Objects.requireNonNullElse(port.getName(), ""),
        port.getProtocol(),
        port.getAppProtocol());
  }
}
