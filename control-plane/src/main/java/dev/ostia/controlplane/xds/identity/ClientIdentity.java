package dev.ostia.controlplane.xds.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a client certificate says its owner is.
 *
 * @param text the name in the certificate
 */
public record ClientIdentity(String namespace, String serviceAccount, String text) {

  private static final int DNS_NAME = 2;
  private static final int URI = 6;

  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

  /** Istio's form of a SPIFFE ID; a service account's name may have dots. */
  private static final Pattern SPIFFE =
      Pattern.compile("spiffe://[^/]+/ns/(" + LABEL + ")/sa/(" + LABEL + "(?:\\." + LABEL + ")*)");

  private static final Pattern DNS = Pattern.compile("(" + LABEL + ")\\.(" + LABEL + ")");

  /**
   * The identities in the subject alternative names: {@code spiffe://DOMAIN/ns/NS/sa/SA}, else DNS
   * names of the form {@code SA.NS}. Empty if there are none. The trust domain is not looked at:
   * whom the authorities of the server sign for is their decision.
   */
  public static List<ClientIdentity> of(X509Certificate certificate) {
    List<ClientIdentity> ofUris = new ArrayList<>();
    List<ClientIdentity> ofDns = new ArrayList<>();
    for (List<?> name : alternativeNames(certificate)) {
      String text = String.valueOf(name.get(1));
      if (name.get(0).equals(URI)) {
        Matcher spiffe = SPIFFE.matcher(text);
        if (spiffe.matches()) {
          ofUris.add(new ClientIdentity(spiffe.group(1), spiffe.group(2), text));
        }
      } else if (name.get(0).equals(DNS_NAME)) {
        Matcher dns = DNS.matcher(text);
        if (dns.matches()) {
          ofDns.add(new ClientIdentity(dns.group(2), dns.group(1), text));
        }
      }
    }
    return List.copyOf(ofUris.isEmpty() ? ofDns : ofUris);
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
