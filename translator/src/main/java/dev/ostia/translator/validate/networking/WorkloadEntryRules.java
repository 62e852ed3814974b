package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;
import dev.ostia.translator.validate.syntax.Names;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Istio refuses in a WorkloadEntry, and in the endpoints of a ServiceEntry. */
public final class WorkloadEntryRules {

  private static final String UNIX = "unix://";

  private WorkloadEntryRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    checkWorkload(object.get("spec"), null, true, findings);
  }

  /**
   * Notes what is wrong with a workload.
   *
   * @param ports the names of the ports of the ServiceEntry around it; null if there is none
   * @param namesAllowed whether the address may be a host name
   */
  static void checkWorkload(
      Field workload, @Nullable Set<String> ports, boolean namesAllowed, Findings findings) {
    Field address = workload.get("address");
    if (address.text().isEmpty() && workload.text("network").isEmpty()) {
      findings.refuse(address, "there is no address", "Give an IP address, or a network");
      return;
    }
    if (address.text().startsWith(UNIX)) {
      checkUnix(workload, ports, findings);
    } else if (!address.text().isEmpty() && !IpSyntax.isAddress(address.text())) {
      checkName(address, namesAllowed, findings);
    }
    checkPorts(workload, ports, findings);
    CommonRules.labels(workload.get("labels"), findings);
  }

  private static void checkUnix(Field workload, @Nullable Set<String> ports, Findings findings) {
    Field address = workload.get("address");
    String path = address.text().substring(UNIX.length());
    if (!path.startsWith("@") && (!path.startsWith("/") || path.endsWith("/"))) {
      findings.refuse(address, quote(address.text()) + " is not the absolute path of a socket");
    }
    if (workload.has("ports")) {
      findings.refuse(workload.get("ports"), "a unix socket has no ports", "Remove them");
    }
    if (ports != null && ports.size() != 1) {
      findings.refuse(
          address, "a unix socket serves one port, and the ServiceEntry has " + ports.size());
    }
  }

  private static void checkName(Field address, boolean namesAllowed, Findings findings) {
    if (!namesAllowed) {
      findings.refuse(
          address,
          quote(address.text()) + " is not an IP address",
          "Use one, or resolution: DNS for a host name");
    } else if (Hosts.faultOfName(address.text()) != null) {
      findings.refuse(address, quote(address.text()) + " is neither an IP address nor a host name");
    }
  }

  /** Notes what is wrong with the ports of a workload. */
  static void checkPorts(Field workload, @Nullable Set<String> ports, Findings findings) {
    for (Field port : workload.entries("ports")) {
      if (ports != null && !ports.contains(port.key())) {
        findings.refuse(
            port,
            "the ServiceEntry has no port of the name " + quote(port.key()),
            "Use one of the names under spec.ports");
      }
      if (!Names.isDnsLabel(port.key())) {
        findings.refuse(port, quote(port.key()) + " is not a name of a port");
      }
      CommonRules.port(port, findings);
    }
  }
}
