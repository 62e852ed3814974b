package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;

/** What Istio refuses in the TLS settings towards a destination. */
final class ClientTlsRules {

  private static final String CONFIG_MAP = "configmap://";

  private ClientTlsRules() {}

  static void check(Field tls, String namespace, Findings findings) {
    if (tls.absent()) {
      return;
    }
    String mode = tls.text("mode");
    String credential = tls.text("credentialName");
    if (credential.startsWith(CONFIG_MAP)) {
      checkConfigMap(tls.get("credentialName"), namespace, findings);
    }
    boolean simple = mode.equals("SIMPLE");
    boolean mutual = mode.equals("MUTUAL");
    if (tls.flag("insecureSkipVerify") && (simple || mutual)) {
      checkUnverified(tls, simple, findings);
    }
    if ((simple || mutual) && !credential.isEmpty()) {
      refuseFiles(tls, findings);
      return;
    }
    if (mutual) {
      for (String name : List.of("clientCertificate", "privateKey")) {
        if (tls.text(name).isEmpty()) {
          findings.refuse(
              tls.get(name),
              "mode MUTUAL needs " + name,
              "Add credentialName with the name of a Secret, or clientCertificate and privateKey");
        }
      }
    }
  }

  private static void checkConfigMap(Field credential, String namespace, Findings findings) {
    String[] parts = credential.text().substring(CONFIG_MAP.length()).split("/", -1);
    boolean complete = parts.length > 1 && !parts[0].isEmpty() && !parts[1].isEmpty();
    if (!complete) {
      findings.refuse(
          credential,
          quote(credential.text()) + " names no ConfigMap",
          "Write configmap://namespace/name");
    } else if (!parts[0].equals(namespace)) {
      findings.refuse(
          credential,
          "a ConfigMap is read from the rule's own namespace " + quote(namespace) + " only",
          "Copy the ConfigMap there");
    }
  }

  private static void checkUnverified(Field tls, boolean simple, Findings findings) {
    boolean verifies =
        !tls.text("caCertificates").isEmpty()
            || tls.size("subjectAltNames") > 0
            || (simple && !tls.text("credentialName").isEmpty());
    if (verifies) {
      findings.refuse(
          tls.get("insecureSkipVerify"),
          "nothing is verified with insecureSkipVerify, so what to verify with has no effect",
          "Remove insecureSkipVerify, or the CA and subjectAltNames");
    }
  }

  private static void refuseFiles(Field tls, Findings findings) {
    for (String name : List.of("clientCertificate", "caCertificates", "privateKey", "caCrl")) {
      if (!tls.text(name).isEmpty()) {
        findings.refuse(
            tls.get(name),
            "with credentialName all certificates come from the Secret, so "
                + name
                + " has no place",
            "Put it into the Secret, or remove credentialName");
      }
    }
  }
}
