package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Metrics of a control plane to which everything has happened that is counted. */
final class MetricsSample {

  private MetricsSample() {}

  static String scrape() {
    try (Metrics metrics = new Metrics()) {
      metrics.watchQueue(() -> 2);
      metrics.follow(List.of(new FileSource(List.of(), FileSourceOptions.defaults())));
      String type = ResourceType.CLUSTER.typeUrl();
      metrics.onConnect(1, "node", "peer", true);
      metrics.onSend(1, "node", type, Set.of("a"), "1", 10);
      metrics.onAck(1, "node", type, "1");
      metrics.onNack(1, "node", type, Set.of("a"), "refused");
      metrics.onSend(1, "node", type, Set.of("a"), "2", 10);
      metrics.onRound(state(), List.of(update()));
      return metrics.scrape();
    }
  }

  private static StoreState state() {
    Diagnostic refused =
        new Diagnostic(
            DiagnosticCode.SCHEMA_VALIDATION,
            Diagnostic.Severity.ERROR,
            new ObjectKey(Kind.GATEWAY, "default", "bad"),
            "",
            "it is refused",
            "",
            null);
    return new StoreState(
        ConfigView.empty(MeshConfig.defaults()), Set.of(), List.of(refused), 0, 0);
  }

  private static GroupUpdate update() {
    Secret secret =
        Secret.newBuilder()
            .setName("kubernetes://shop/web")
            .setTlsCertificate(
                TlsCertificate.newBuilder()
                    .setCertificateChain(
                        DataSource.newBuilder()
                            .setInlineString(
                                Certificates.OF_CASES.get("expired").certificatePem())))
            .build();
    Translation nothing = new Translation(Map.of(), Map.of(), List.of());
    Translation one =
        new Translation(
            Map.of(ResourceType.SECRET, new TreeMap<>(Map.of(secret.getName(), secret))),
            Map.of(),
            List.of());
    return new GroupUpdate(
        Proxy.defaultIngressGateway(), nothing, one, new Snapshot("", Map.of()), 0, true, 1, 1);
  }
}
