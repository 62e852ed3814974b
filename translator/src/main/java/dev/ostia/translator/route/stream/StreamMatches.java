package dev.ostia.translator.route.stream;

import dev.ostia.translator.resolve.GatewayReference;
import dev.ostia.translator.route.rule.RuleScope;
import io.fabric8.istio.api.api.networking.v1alpha3.L4MatchAttributes;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSMatchAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a match of a {@code tcp} or {@code tls} rule fits a server. As in Istio only {@code port}
 * and {@code gateways} count at a gateway; what else is written there is reported.
 */
final class StreamMatches {

  private static final String NOT_SEEN =
      "a gateway does not look at it, as in Istio, so the rule takes other connections too";

  private StreamMatches() {}

  static boolean fits(L4MatchAttributes match, String field, RuleScope scope) {
    reportIgnored(
        match.getDestinationSubnets(),
        match.getSourceLabels(),
        match.getSourceNamespace(),
        field,
        scope);
    if (match.getSourceSubnet() != null && !match.getSourceSubnet().isEmpty()) {
      scope.notHonoured(field + ".sourceSubnet", NOT_SEEN);
    }
    return fits(match.getPort(), match.getGateways(), scope);
  }

  static boolean fits(TLSMatchAttributes match, String field, RuleScope scope) {
    reportIgnored(
        match.getDestinationSubnets(),
        match.getSourceLabels(),
        match.getSourceNamespace(),
        field,
        scope);
    return fits(match.getPort(), match.getGateways(), scope);
  }

  private static boolean fits(
      @Nullable Long port, @Nullable List<String> gateways, RuleScope scope) {
    if (port != null && port != 0 && port != scope.context().serverPort()) {
      return false;
    }
    String namespace = scope.object().key().namespace();
    return gateways == null
        || gateways.isEmpty()
        || gateways.stream()
            .map(reference -> GatewayReference.qualify(reference, namespace))
            .anyMatch(scope.context().gateway()::equals);
  }

  private static void reportIgnored(
      @Nullable List<String> destinationSubnets,
      @Nullable Map<String, String> sourceLabels,
      @Nullable String sourceNamespace,
      String field,
      RuleScope scope) {
    if (destinationSubnets != null && !destinationSubnets.isEmpty()) {
      scope.notHonoured(field + ".destinationSubnets", NOT_SEEN);
    }
    if (sourceLabels != null && !sourceLabels.isEmpty()) {
      scope.notHonoured(field + ".sourceLabels", NOT_SEEN);
    }
    if (sourceNamespace != null && !sourceNamespace.isEmpty()) {
      scope.notHonoured(field + ".sourceNamespace", NOT_SEEN);
    }
  }
}
