package dev.ostia.cli.certs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.util.IPAddress;

/**
 * The certificates of a control plane and its gateways.
 *
 * @param hosts how gateways reach the control plane
 */
record CertificateSet(
    List<String> hosts, List<ProxyName> proxies, String trustDomain, Duration validity) {

  private static final String DNS_NAME =
      "(?i)(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

  CertificateSet {
    for (String host : hosts) {
      if (!IPAddress.isValid(host) && !host.matches(DNS_NAME)) {
        throw new IllegalArgumentException(
            "--host `" + host + "` is neither a DNS name nor an IP address");
      }
    }
    if (!trustDomain.matches("[a-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "--trust-domain `" + trustDomain + "` has characters other than a-z 0-9 . _ -");
    }
  }

  /**
   * Makes all of them and says how they are used.
   *
   * @throws dev.ostia.cli.CommandFailure if they would overwrite others, or cannot be written
   */
  void write(Path path, boolean overwrite, PrintWriter out) {
    CertificateFolder folder = new CertificateFolder(path);
    List<String> names = new ArrayList<>(List.of("ca", "server"));
    proxies.forEach(proxy -> names.add(proxy.fileName()));
    if (!overwrite) {
      folder.mustBeFree(names);
    }
    Instant now = Instant.now();
    Authority authority = Authority.make("Ostia example CA", now, validity);
    folder.write("ca", authority.own());
    folder.write("server", server(authority, now));
    for (ProxyName proxy : proxies) {
      folder.write(proxy.fileName(), client(authority, proxy, now));
    }
    new Instructions(this, folder).print(authority.own().certificate().getNotAfter(), out);
  }

  private KeyedCertificate server(Authority authority, Instant now) {
    List<GeneralName> names = new ArrayList<>();
    for (String host : hosts) {
      names.add(
          IPAddress.isValid(host)
              ? new GeneralName(GeneralName.iPAddress, host)
              : new GeneralName(GeneralName.dNSName, host.toLowerCase(Locale.ROOT)));
    }
    return authority.issue(
        "Ostia control plane", names, KeyPurposeId.id_kp_serverAuth, now, validity);
  }

  private KeyedCertificate client(Authority authority, ProxyName proxy, Instant now) {
    return authority.issue(
        "Ostia gateway",
        List.of(
            new GeneralName(GeneralName.uniformResourceIdentifier, proxy.spiffeId(trustDomain))),
        KeyPurposeId.id_kp_clientAuth,
        now,
        validity);
  }

  /** The host that the commands name: an address is the same on every machine. */
  String connectTo() {
    return hosts.stream()
        .filter(IPAddress::isValid)
        .findFirst()
        .orElse(hosts.getFirst().replace("*", "ostia"));
  }
}
