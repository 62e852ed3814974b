package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.source.decode.ApiType;
import dev.ostia.translator.config.Kind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;

/** How a kind is asked for. */
record WatchedKind(Kind kind) {

  private static final String DISCOVERY = "discovery.k8s.io";

  /**
   * All kinds that are followed. Endpoints are not: a cluster mirrors those that somebody writes
   * into EndpointSlices, and istiod does not read them either.
   */
  static List<WatchedKind> all() {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.ENDPOINTS)
        .map(WatchedKind::new)
        .toList();
  }

  /** Whether every API server has it, so that nobody need ask. */
  boolean isBuiltIn() {
    return kind.group().isEmpty() || kind.group().equals(DISCOVERY);
  }

  /** The versions that can be read, the best first. */
  List<String> versions() {
    return ApiType.versions(kind);
  }

  /** Objects of these types need not be sent: none of them is ever used. */
  List<String> unwantedTypes() {
    return kind == Kind.SECRET
        ? List.of("kubernetes.io/service-account-token", "helm.sh/release.v1")
        : List.of();
  }

  ResourceDefinitionContext context(String version) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(version)
        .withKind(kind.kindName())
        .withPlural(kind.plural())
        .withNamespaced(kind.namespaced())
        .build();
  }

  /** As rights name it: {@code virtualservices.networking.istio.io}. */
  @Override
  public String toString() {
    return kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
  }
}
