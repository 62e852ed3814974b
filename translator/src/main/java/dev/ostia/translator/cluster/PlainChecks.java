package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fields of one Gateway, WorkloadEntry or Service have no effect, whatever else there is. */
final class PlainChecks {

  private static final String ADVICE = "Remove the field, or expect no effect of it";
  private static final String ONE_NETWORK =
      "all endpoints are taken to be on the gateway's network";

  private PlainChecks() {}

  static List<Diagnostic> ofGateway(ConfigObject<Gateway> gateway) {
    var spec = gateway.resource().getSpec();
    List<Diagnostic> found = new ArrayList<>(0);
    for (int i = 0;
        spec != null && spec.getServers() != null && i < spec.getServers().size();
        i++) {
      var server = spec.getServers().get(i);
      if (server != null && isGiven(server.getDefaultEndpoint())) {
        found.add(
            notHonoured(
                gateway, "spec.servers[" + i + "].defaultEndpoint", "Istio never reads it"));
      }
    }
    return List.copyOf(found);
  }

  static List<Diagnostic> ofWorkload(ConfigObject<WorkloadEntry> entry) {
    var spec = entry.resource().getSpec();
    return spec == null ? List.of() : ofWorkload(entry, spec, "spec.");
  }

  /** The fields of a workload, which may also stand in a ServiceEntry. */
  static List<Diagnostic> ofWorkload(
      ConfigObject<?> object,
      io.fabric8.istio.api.api.networking.v1alpha3.WorkloadEntry workload,
      String prefix) {
    List<Diagnostic> found = new ArrayList<>(0);
    if (isGiven(workload.getNetwork())) {
      found.add(notHonoured(object, prefix + "network", ONE_NETWORK));
    }
    if (isGiven(workload.getServiceAccount())) {
      found.add(
          inform(
              object,
              prefix + "serviceAccount",
              "identities of a mesh are not checked by this gateway"));
    }
    return found;
  }

  static List<Diagnostic> ofService(ConfigObject<Service> service) {
    ServiceSpec spec = service.resource().getSpec();
    if (spec == null) {
      return List.of();
    }
    List<Diagnostic> found = new ArrayList<>(0);
    if ("Local".equals(spec.getInternalTrafficPolicy())) {
      found.add(
          notHonoured(
              service,
              "spec.internalTrafficPolicy",
              "it is not known on which node a gateway runs, so endpoints of all nodes are used"));
    }
    return List.copyOf(found);
  }

  /** A field that only a mesh reads: worth knowing, but no reason to worry. */
  static Diagnostic inform(ConfigObject<?> object, String field, String why) {
    return new Diagnostic(
        DiagnosticCode.NOT_HONOURED,
        Severity.INFO,
        object.key(),
        field,
        why,
        "",
        object.position(field).orElse(null));
  }

  private static Diagnostic notHonoured(ConfigObject<?> object, String field, String why) {
    return Diagnostic.of(DiagnosticCode.NOT_HONOURED, object, field, why, ADVICE);
  }

  private static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
