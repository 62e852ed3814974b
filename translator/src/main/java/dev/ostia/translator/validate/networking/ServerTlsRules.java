package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;
import java.util.Set;

/** What Istio refuses in the TLS settings of a server. */
final class ServerTlsRules {

  private static final String CREDENTIAL = "credentialName";
  private static final String CREDENTIALS = "credentialNames";
  private static final String CERTIFICATES = "tlsCertificates";
  private static final Set<String> TERMINATING = Set.of("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL");

  private ServerTlsRules() {}

  static void check(Field tls, Findings findings) {
    if (tls.absent()) {
      return;
    }
    String mode = tls.text("mode");
    if (mode.equals("ISTIO_MUTUAL")) {
      checkIstioMutual(tls, findings);
      return;
    }
    checkSources(tls, findings);
    boolean named = isGiven(tls, CREDENTIAL) || isGiven(tls, CREDENTIALS);
    if (TERMINATING.contains(mode) && named) {
      return;
    }
    if (TERMINATING.contains(mode)) {
      checkFiles(tls, mode, findings);
    }
    if (isGiven(tls, "caCrl")) {
      checkRevocation(tls, mode, findings);
    }
  }

  /** Whether the settings are fit for plain HTTP: passing through, with no certificate files. */
  static boolean onlyRedirects(Field tls) {
    String mode = tls.text("mode");
    boolean passes =
        mode.isEmpty() || mode.equals("PASSTHROUGH") || mode.equals("AUTO_PASSTHROUGH");
    return passes
        && !isGiven(tls, "caCertificates")
        && !isGiven(tls, "privateKey")
        && !isGiven(tls, "serverCertificate");
  }

  private static boolean isGiven(Field tls, String name) {
    Field field = tls.get(name);
    return field.json().isArray() ? field.size() > 0 : !field.text().isEmpty();
  }

  private static void checkIstioMutual(Field tls, Findings findings) {
    for (String name :
        List.of(
            "serverCertificate",
            "privateKey",
            "caCertificates",
            CERTIFICATES,
            CREDENTIAL,
            CREDENTIALS)) {
      if (isGiven(tls, name)) {
        findings.refuse(
            tls.get(name),
            "ISTIO_MUTUAL uses the mesh's own certificates, so " + name + " has no place here",
            "Remove it, or use mode MUTUAL");
      }
    }
  }

  private static void checkSources(Field tls, Findings findings) {
    int sources = 0;
    sources += isGiven(tls, "serverCertificate") && isGiven(tls, "privateKey") ? 1 : 0;
    sources += isGiven(tls, CREDENTIAL) ? 1 : 0;
    sources += isGiven(tls, CREDENTIALS) ? 1 : 0;
    sources += isGiven(tls, CERTIFICATES) ? 1 : 0;
    if (sources > 1) {
      findings.refuse(
          tls,
          "the certificate is given in more than one way",
          "Keep one of credentialName, credentialNames, tlsCertificates,"
              + " or serverCertificate with privateKey");
    }
  }

  private static void checkFiles(Field tls, String mode, Findings findings) {
    if (!mode.equals("SIMPLE") && !isGiven(tls, "caCertificates")) {
      findings.refuse(
          tls.get("caCertificates"),
          "mode " + mode + " needs the CA certificates that client certificates are checked with",
          "Add credentialName, or caCertificates with the path of a file");
    }
    List<Field> pairs = isGiven(tls, CERTIFICATES) ? tls.items(CERTIFICATES) : List.of(tls);
    for (Field pair : pairs) {
      if (!isGiven(pair, "serverCertificate")) {
        findings.refuse(
            pair.get("serverCertificate"),
            "mode " + mode + " needs a server certificate",
            "Add credentialName with the name of a Secret, or serverCertificate and privateKey");
      }
      if (!isGiven(pair, "privateKey")) {
        findings.refuse(
            pair.get("privateKey"),
            "mode " + mode + " needs the private key of the server certificate",
            "Add credentialName with the name of a Secret, or serverCertificate and privateKey");
      }
    }
  }

  private static void checkRevocation(Field tls, String mode, Findings findings) {
    if (isGiven(tls, CREDENTIAL)) {
      findings.refuse(
          tls.get("caCrl"),
          "with credentialName the revocation list comes from the Secret",
          "Put it into the Secret under ca.crl, and remove caCrl");
    }
    if (mode.equals("SIMPLE")) {
      findings.refuse(
          tls.get("caCrl"), "mode SIMPLE checks no client certificate, so caCrl has no place");
    }
  }
}
