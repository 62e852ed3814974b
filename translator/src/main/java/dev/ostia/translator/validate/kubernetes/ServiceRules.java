package dev.ostia.translator.validate.kubernetes;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.IpSyntax;
import dev.ostia.translator.validate.syntax.Names;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API server refuses in a Service. */
public final class ServiceRules {

  private static final Set<String> TYPES =
      Set.of("", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName");
  private static final Set<String> AFFINITIES = Set.of("ClientIP", "None");

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
    String host = hostOf(spec);
    if (external && !host.isEmpty() && !Names.isLowerDnsSubdomain(host)) {
      findings.refuse(
          spec.get("externalName"),
          quote(spec.text("externalName")) + " is not a DNS name",
          "Use lower-case letters, digits, inner - and dots between");
    }
    oneOf(AFFINITIES, spec.get("sessionAffinity"), findings);
    checkAddress(spec.get("clusterIP"), findings);
    for (Field label : spec.entries("selector")) {
      if (!Names.isObjectLabelKey(label.key()) || !Names.isShortLabelValue(label.text())) {
        findings.refuse(label, "no object can have this label");
      }
    }
    ServicePortRules.check(ports, type, findings);
  }

  /** A dot at the end is allowed. */
  private static String hostOf(Field spec) {
    String name = spec.text("externalName");
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static void checkAddress(Field address, Findings findings) {
    String text = address.text();
    if (!text.isEmpty() && !text.equals("None") && !IpSyntax.isAddress(text)) {
      findings.refuse(address, quote(text) + " is neither an IP address nor None");
    }
  }

  /** A word that may be left out. */
  private static void oneOf(Set<String> words, Field field, Findings findings) {
    if (!field.text().isEmpty() && !words.contains(field.text())) {
      findings.refuse(
          field,
          quote(field.text()) + " is not allowed here",
          "Use one of " + words.stream().sorted().collect(Collectors.joining(", ")));
    }
  }
}
