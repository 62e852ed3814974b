package dev.ostia.translator.validate.kubernetes;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an API server refuses in the ports of a Service. */
final class ServicePortRules {

  private static final Set<String> PROTOCOLS = Set.of("", "TCP", "UDP", "SCTP");
  private static final Set<String> CLUSTER_ONLY = Set.of("", "ClusterIP");

  /** The name of a container's port: it has a letter, and no two hyphens in a row. */
  private static final Pattern PORT_NAME =
      Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");

  private ServicePortRules() {}

  static void check(List<Field> ports, String type, Findings findings) {
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Field port : ports) {
      checkName(port, ports.size() > 1, names, findings);
      checkNumbers(port, type, findings);
      String number = port.number("port") + "/" + protocol(port);
      if (!numbers.add(number)) {
        findings.refuse(port.get("port"), "another port has the number " + number);
      }
    }
  }

  private static void checkName(Field port, boolean needed, Set<String> names, Findings findings) {
    String name = port.text("name");
    if (needed && name.isEmpty()) {
      findings.refuse(port.get("name"), "of several ports each needs a name");
    } else if (!name.isEmpty() && !Names.isLowerDnsLabel(name)) {
      findings.refuse(
          port.get("name"),
          quote(name) + " is not a name of a port",
          "Use up to 63 lower-case letters, digits and inner -");
    } else if (!name.isEmpty() && !names.add(name)) {
      findings.refuse(port.get("name"), "another port has the name " + quote(name));
    }
    String application = port.text("appProtocol");
    if (!application.isEmpty() && !Names.isObjectLabelKey(application)) {
      findings.refuse(
          port.get("appProtocol"),
          quote(application) + " is not the name of a protocol",
          "Write it as http, or with a domain as example.com/http");
    }
  }

  private static void checkNumbers(Field port, String type, Findings findings) {
    CommonRules.port(port.get("port"), findings);
    if (!PROTOCOLS.contains(port.text("protocol"))) {
      findings.refuse(
          port.get("protocol"),
          quote(port.text("protocol")) + " is not a protocol of a Service",
          "Use TCP, UDP or SCTP; appProtocol says what is inside");
    }
    Field target = port.get("targetPort");
    if (target.json().isNumber()) {
      CommonRules.optionalPort(target, findings);
    } else if (!target.text().isEmpty() && !PORT_NAME.matcher(target.text()).matches()) {
      findings.refuse(
          target,
          quote(target.text()) + " is not the name of a container's port",
          "Use up to 15 lower-case letters, digits and inner -");
    }
    if (port.number("nodePort") != 0 && CLUSTER_ONLY.contains(type)) {
      findings.refuse(port.get("nodePort"), "a Service of type ClusterIP has no nodePort");
    }
  }

  private static String protocol(Field port) {
    return port.text("protocol").isEmpty() ? "TCP" : port.text("protocol");
  }
}
