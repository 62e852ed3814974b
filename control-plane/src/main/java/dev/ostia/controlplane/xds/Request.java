package dev.ostia.controlplane.xds;

import com.google.rpc.Status;
import dev.ostia.controlplane.text.Redaction;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of either protocol.
 *
 * @param node null where the request has none
 * @param nonce of the response that this answers; empty if it answers none
 * @param error why that response was refused; null if it was not
 * @param names delta: the names added; state of the world: all names asked for
 * @param unsubscribed delta: the names given up
 * @param initialVersions delta: what the proxy has from an earlier stream, version by name
 * @param version state of the world: the version that the proxy has
 */
record Request(
    String typeUrl,
    @Nullable Node node,
    String nonce,
    @Nullable String error,
    Set<String> names,
    Set<String> unsubscribed,
    Map<String, String> initialVersions,
    String version) {

  static Request of(DeltaDiscoveryRequest r) {
    return new Request(
        r.getTypeUrl(),
        r.hasNode() ? r.getNode() : null,
        r.getResponseNonce(),
        r.hasErrorDetail() ? text(r.getErrorDetail()) : null,
        Set.copyOf(r.getResourceNamesSubscribeList()),
        Set.copyOf(r.getResourceNamesUnsubscribeList()),
        r.getInitialResourceVersionsMap(),
        "");
  }

  static Request of(DiscoveryRequest r) {
    return new Request(
        r.getTypeUrl(),
        r.hasNode() ? r.getNode() : null,
        r.getResponseNonce(),
        r.hasErrorDetail() ? text(r.getErrorDetail()) : null,
        Set.copyOf(r.getResourceNamesList()),
        Set.of(),
        Map.of(),
        r.getVersionInfo());
  }

  private static String text(Status status) {
    // Envoy may quote what it refuses.
    return status.getMessage().isEmpty() ? "no reason given" : Redaction.text(status.getMessage());
  }
}
