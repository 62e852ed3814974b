package dev.ostia.cli.certs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A namespace and a service account: what a proxy's certificate is for. */
record ProxyName(String namespace, String serviceAccount) {

  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile("(" + LABEL + ")/(" + LABEL + "(?:\\." + LABEL + ")*)");

  /**
   * Reads {@code NS/SA}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static ProxyName parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--proxy `" + text + "` is not NAMESPACE/SERVICE-ACCOUNT, for example edge/gateway");
    }
    return new ProxyName(form.group(1), form.group(2));
  }

  /** Istio's form of a SPIFFE ID. */
  String spiffeId(String trustDomain) {
    return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }

  /** Unambiguous, as a namespace has no dot. */
  String fileName() {
    return namespace + "." + serviceAccount;
  }
}
