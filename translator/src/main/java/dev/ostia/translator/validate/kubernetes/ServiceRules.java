package dev.ostia.translator.validate.kubernetes;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an API server refuses in a Service. */
public final class ServiceRules {

  private static final Set<String> TYPES =
      Set.of("", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName");
  private static final Set<String> PROTOCOLS = Set.of("", "TCP", "UDP", "SCTP");

  private ServiceRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    String type = spec.text("type");
    if (!TYPES.contains(type)) {
      findings.refuse(
          spec.get("type"),
          quote(type) + " is not a type of a Service",
          "Use ClusterIP, NodePort, LoadBalancer or ExternalName");
    }
    boolean external = type.equals("ExternalName");
    if (external && spec.text("externalName").isEmpty()) {
      findings.refuse(
          spec.get("externalName"), "a Service of type ExternalName needs externalName");
    }
    List<Field> ports = spec.items("ports");
    if (ports.isEmpty() && !external && !spec.text("clusterIP").equals("None")) {
      findings.refuse(spec.get("ports"), "the Service has no port", "Add one under spec.ports");
    }
    Set<String> names = new HashSet<>();
    for (Field port : ports) {
      checkPort(port, ports.size() > 1, names, findings);
    }
  }

  private static void checkPort(
      Field port, boolean nameNeeded, Set<String> names, Findings findings) {
    CommonRules.port(port.get("port"), findings);
    String name = port.text("name");
    if (nameNeeded && name.isEmpty()) {
      findings.refuse(port.get("name"), "of several ports each needs a name");
    } else if (!name.isEmpty() && !names.add(name)) {
      findings.refuse(port.get("name"), "another port has the name " + quote(name));
    }
    if (!PROTOCOLS.contains(port.text("protocol"))) {
      findings.refuse(
          port.get("protocol"),
          quote(port.text("protocol")) + " is not a protocol of a Service",
          "Use TCP, UDP or SCTP; appProtocol says what is inside");
    }
    Field target = port.get("targetPort");
    if (target.json().isNumber()) {
      CommonRules.port(target, findings);
    }
  }
}
