package dev.ostia.cli.proxyconfig.table;

import com.google.protobuf.ByteString;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.SecretsConfigDump;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code proxy-config secret}: certificates that came by SDS. */
public final class SecretTable {

  private static final int PADDING = 5;
  private static final String SPIFFE_VALIDATOR =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig";

  private record Row(String name, String state, CertificateText certificate) {}

  private final SecretsConfigDump all;
  private final InstantSource clock;

  /**
   * The secrets of a dump.
   *
   * @param clock tells whether a certificate is valid now
   */
  public SecretTable(ConfigDump dump, InstantSource clock) {
    all = dump.section(SecretsConfigDump.getDefaultInstance());
    this.clock = clock;
  }

  /** istioctl's table. */
  public String summary() {
    return summary("");
  }

  /** The table of {@code proxy-config all}: names say of what they are. */
  public String namedSummary() {
    return summary("secret/");
  }

  private String summary(String prefix) {
    List<Row> rows = rows();
    if (rows.isEmpty()) {
      return "No active or warming secrets found.\n";
    }
    boolean domains = rows.stream().noneMatch(row -> row.certificate.trustDomain().isEmpty());
    TabTable table = new TabTable(PADDING);
    List<Object> header =
        List.of(
            "RESOURCE NAME",
            "TYPE",
            "STATUS",
            "VALID CERT",
            "SERIAL NUMBER",
            "NOT AFTER",
            "NOT BEFORE");
    row(table, header, domains, "TRUST DOMAIN");
    for (Row row : rows) {
      CertificateText certificate = row.certificate;
      row(
          table,
          List.of(
              prefix + row.name,
              certificate.type(),
              row.state,
              certificate.valid(),
              certificate.serialNumber(),
              certificate.notAfter(),
              certificate.notBefore()),
          domains,
          certificate.trustDomain());
    }
    return table.toString();
  }

  private static void row(TabTable table, List<Object> cells, boolean hasLast, String last) {
    List<Object> all = new ArrayList<>(cells);
    if (hasLast) {
      all.add(last);
    }
    table.row(all.toArray());
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    all.getDynamicWarmingSecretsList().forEach(one -> add(rows, one, "WARMING"));
    for (SecretsConfigDump.DynamicSecret one : all.getDynamicActiveSecretsList()) {
      add(rows, one, one.getVersionInfo().equals("uninitialized") ? "UNINITIALIZED" : "ACTIVE");
    }
    return rows;
  }

  private void add(List<Row> rows, SecretsConfigDump.DynamicSecret one, String state) {
    Secret secret = Unpacked.as(one.getSecret(), Secret.getDefaultInstance());
    ByteString chain = secret.getTlsCertificate().getCertificateChain().getInlineBytes();
    ByteString authority = secret.getValidationContext().getTrustedCa().getInlineBytes();
    if (chain.isEmpty() && authority.isEmpty() && hasTrustBundles(secret)) {
      addTrustBundles(rows, secret, state);
      return;
    }
    ByteString shown = chain.isEmpty() ? authority : chain;
    rows.add(new Row(one.getName(), state, CertificateText.of(shown, "", clock.instant())));
  }

  private static boolean hasTrustBundles(Secret secret) {
    return secret
        .getValidationContext()
        .getCustomValidatorConfig()
        .getTypedConfig()
        .getTypeUrl()
        .equals(SPIFFE_VALIDATOR);
  }

  private void addTrustBundles(List<Row> rows, Secret secret, String state) {
    SPIFFECertValidatorConfig validator =
        Unpacked.as(
            secret.getValidationContext().getCustomValidatorConfig().getTypedConfig(),
            SPIFFECertValidatorConfig.getDefaultInstance());
    for (SPIFFECertValidatorConfig.TrustDomain domain : validator.getTrustDomainsList()) {
      ByteString bundle = domain.getTrustBundle().getInlineBytes();
      rows.add(
          new Row(
              secret.getName(),
              state,
              CertificateText.of(bundle, domain.getName(), clock.instant())));
    }
  }
}
