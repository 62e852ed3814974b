package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;

/**
 * What Istio refuses in a WorkloadGroup, among it {@code probe.grpc}, a field of its API. Ostia
 * reads none of them, but what Istio takes must be taken, and nothing more.
 */
public final class WorkloadGroupRules {

  private static final List<String> METHODS = List.of("httpGet", "tcpSocket", "exec", "grpc");

  private WorkloadGroupRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    CommonRules.labels(spec.get("metadata").get("labels"), findings);
    Field template = spec.get("template");
    if (template.text("address").startsWith("unix://") && template.has("ports")) {
      findings.refuse(template.get("ports"), "a unix socket has no ports", "Remove them");
    }
    Field probe = spec.get("probe");
    if (probe.present() && METHODS.stream().noneMatch(probe::has)) {
      findings.refuse(
          probe, "the probe does not say what to try", "Add httpGet, tcpSocket or exec");
    }
    if (probe.has("exec") && probe.get("exec").size("command") == 0) {
      findings.refuse(probe.get("exec").get("command"), "the probe has no command");
    }
    if (probe.has("grpc")) {
      findings.refuse(
          probe.get("grpc"),
          "a probe by gRPC is not implemented",
          "Use httpGet, tcpSocket or exec");
    }
    for (Field header : probe.get("httpGet").items("httpHeaders")) {
      if (!header.text("name").matches("[-A-Za-z0-9]+")) {
        findings.refuse(header.get("name"), "the header has no name that a probe can send");
      }
    }
  }
}
