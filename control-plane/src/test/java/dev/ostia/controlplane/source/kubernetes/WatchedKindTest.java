package dev.ostia.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchedKindTest {

  @Test
  void kindsAreAskedForByTheirNamesInTheApi() {
    assertThat(WatchedKind.all())
        .extracting(WatchedKind::toString)
        .containsExactly(
            "gateways.networking.istio.io",
            "virtualservices.networking.istio.io",
            "destinationrules.networking.istio.io",
            "serviceentries.networking.istio.io",
            "workloadentries.networking.istio.io",
            "telemetries.telemetry.istio.io",
            "services",
            "endpointslices.discovery.k8s.io",
            "pods",
            "secrets",
            "configmaps",
            "referencegrants.gateway.networking.k8s.io",
            "namespaces",
            "nodes");
  }
}
