package dev.ostia.controlplane.admin;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** When the certificates that gateways have expire. Thread-safe. */
final class ServedCertificates {

  private final MultiGauge gauge;
  private final Map<Proxy, Translation> newest = new ConcurrentHashMap<>();
  private final Map<Proxy, IdentityHashMap<Message, Long>> byProxy = new HashMap<>();

  ServedCertificates(MeterRegistry registry) {
    gauge =
        MultiGauge.builder("ostia.certificate.expiry.timestamp")
            .description("When a certificate that gateways serve expires, in Unix time")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Follows what the groups of proxies have now. */
  void update(List<GroupUpdate> updates) {
    updates.forEach(update -> newest.put(update.proxy(), update.after()));
  }

  /**
   * Brings the gauges up to date, for somebody who is about to read them: there is one for each
   * certificate, which would be too much work for each change. A certificate is read once.
   */
  synchronized void refresh() {
    boolean changed = false;
    for (Map.Entry<Proxy, Translation> entry : newest.entrySet()) {
      IdentityHashMap<Message, Long> before =
          byProxy.getOrDefault(entry.getKey(), new IdentityHashMap<>());
      IdentityHashMap<Message, Long> now = new IdentityHashMap<>();
      for (Message secret : entry.getValue().resources(ResourceType.SECRET).values()) {
        Long known = before.get(secret);
        if (known != null) {
          now.put(secret, known);
        } else {
          expiry((Secret) secret).ifPresent(seconds -> now.put(secret, seconds));
        }
      }
      changed |= !now.keySet().equals(before.keySet());
      byProxy.put(entry.getKey(), now);
    }
    if (changed) {
      register();
    }
  }

  private void register() {
    Map<String, Long> first = new TreeMap<>();
    byProxy
        .values()
        .forEach(
            secrets ->
                secrets.forEach(
                    (secret, seconds) ->
                        first.merge(((Secret) secret).getName(), seconds, Math::min)));
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    first.forEach((name, seconds) -> rows.add(MultiGauge.Row.of(Tags.of("secret", name), seconds)));
    gauge.register(rows, true);
  }

  private static Optional<Long> expiry(Secret secret) {
    DataSource chain = secret.getTlsCertificate().getCertificateChain();
    ByteString pem =
        chain.hasInlineBytes()
            ? chain.getInlineBytes()
            : ByteString.copyFromUtf8(chain.getInlineString());
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509Certificate leaf =
          (X509Certificate)
              CertificateFactory.getInstance("X.509").generateCertificate(pem.newInput());
      return Optional.of(leaf.getNotAfter().toInstant().getEpochSecond());
    } catch (CertificateException e) {
      // The translator has checked it; one that it cannot judge has no expiry here.
      return Optional.empty();
    }
  }
}
