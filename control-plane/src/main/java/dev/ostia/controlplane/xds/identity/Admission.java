package dev.ostia.controlplane.xds.identity;

import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what a node says with who its proxy is. The rule is Istio's. */
public final class Admission {

  private Admission() {}

  /**
   * Why a proxy is refused; empty if it is not. Only the node's namespace and, where it says one,
   * its service account are compared: Gateways are bound by namespace and labels, and Secrets by
   * namespace.
   *
   * @param proof what says who the proxy is
   * @param identities that it says
   */
  public static Optional<String> refusal(Proof proof, List<ClientIdentity> identities, Node node) {
    if (proof == Proof.NOTHING) {
      return Optional.of(
          "the proxy shows neither a client certificate nor a service-account token: start it with"
              + " --xds-client-cert or --xds-token");
    }
    if (identities.isEmpty()) {
      return Optional.of(
          "the client certificate says no identity: it needs the URI spiffe://DOMAIN/ns/NS/sa/SA or"
              + " the DNS name SA.NS among its subject alternative names");
    }
    String namespace = NodeNames.namespace(node);
    String account = NodeNames.serviceAccount(node);
    for (ClientIdentity identity : identities) {
      if (identity.namespace().equals(namespace)
          && (account.isEmpty() || identity.serviceAccount().equals(account))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "the node says that it runs in namespace '%s'%s, and the %s is for %s"
            .formatted(
                namespace,
                account.isEmpty() ? "" : " as service account '" + account + "'",
                proof.text(),
                identities.stream().map(ClientIdentity::text).collect(Collectors.joining(", "))));
  }
}
