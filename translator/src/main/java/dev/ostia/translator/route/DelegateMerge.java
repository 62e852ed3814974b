package dev.ostia.translator.route;

import static com.google.common.base.Strings.isNullOrEmpty;
import static com.google.common.base.Strings.nullToEmpty;

import dev.ostia.translator.resolve.GatewayReference;
import dev.ostia.translator.route.match.MatchSubset;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of a delegate within the rule that delegates: what it does not say, that one says. */
final class DelegateMerge {

  private DelegateMerge() {}

  /** The rule; empty if it takes requests that are not delegated. */
  static Optional<HTTPRoute> merge(SourcedRule root, SourcedRule own) {
    List<HTTPMatchRequest> match = matches(root, own.rule().getMatch());
    if (match == null) {
      return Optional.empty();
    }
    HTTPRoute above = root.rule();
    HTTPRoute rule = own.rule();
    HTTPRoute merged = new HTTPRoute();
    merged.setMatch(match);
    merged.setName(joined(above.getName(), rule.getName()));
    merged.setDelegate(rule.getDelegate());
    merged.setRoute(rule.getRoute());
    merged.setRedirect(rule.getRedirect());
    merged.setDirectResponse(or(rule.getDirectResponse(), above.getDirectResponse()));
    merged.setRewrite(or(rule.getRewrite(), above.getRewrite()));
    merged.setTimeout(or(rule.getTimeout(), above.getTimeout()));
    merged.setRetries(or(rule.getRetries(), above.getRetries()));
    merged.setFault(or(rule.getFault(), above.getFault()));
    merged.setMirror(or(rule.getMirror(), above.getMirror()));
    merged.setMirrorPercent(or(rule.getMirrorPercent(), above.getMirrorPercent()));
    merged.setMirrorPercentage(or(rule.getMirrorPercentage(), above.getMirrorPercentage()));
    merged.setMirrors(or(rule.getMirrors(), above.getMirrors()));
    merged.setCorsPolicy(or(rule.getCorsPolicy(), above.getCorsPolicy()));
    merged.setHeaders(or(rule.getHeaders(), above.getHeaders()));
    merged.setAdditionalProperties(rule.getAdditionalProperties());
    return Optional.of(merged);
  }

  /** Every match of the delegate within each of the root that holds it; null for a conflict. */
  private static @Nullable List<HTTPMatchRequest> matches(
      SourcedRule root, @Nullable List<HTTPMatchRequest> own) {
    List<HTTPMatchRequest> above =
        root.rule().getMatch() == null ? List.of() : root.rule().getMatch();
    String namespace = root.object().key().namespace();
    if (own == null || own.isEmpty()) {
      return above.stream().map(match -> merge(match, new HTTPMatchRequest(), namespace)).toList();
    }
    if (above.isEmpty()) {
      return own;
    }
    List<HTTPMatchRequest> all = new ArrayList<>();
    for (HTTPMatchRequest match : own) {
      int before = all.size();
      for (HTTPMatchRequest outer : above) {
        if (MatchSubset.isWithin(match, outer)) {
          all.add(merge(outer, match, namespace));
        }
      }
      if (all.size() == before) {
        return null;
      }
    }
    return all;
  }

  private static HTTPMatchRequest merge(
      HTTPMatchRequest above, HTTPMatchRequest own, String namespace) {
    HTTPMatchRequest merged = new HTTPMatchRequest();
    merged.setName(joined(above.getName(), own.getName()));
    merged.setUri(or(own.getUri(), above.getUri()));
    merged.setScheme(or(own.getScheme(), above.getScheme()));
    merged.setMethod(or(own.getMethod(), above.getMethod()));
    merged.setAuthority(or(own.getAuthority(), above.getAuthority()));
    merged.setHeaders(both(above.getHeaders(), own.getHeaders()));
    merged.setWithoutHeaders(both(above.getWithoutHeaders(), own.getWithoutHeaders()));
    merged.setQueryParams(both(above.getQueryParams(), own.getQueryParams()));
    merged.setSourceLabels(both(above.getSourceLabels(), own.getSourceLabels()));
    merged.setIgnoreUriCase(or(own.getIgnoreUriCase(), above.getIgnoreUriCase()));
    merged.setPort(or(own.getPort(), above.getPort()));
    merged.setSourceNamespace(or(own.getSourceNamespace(), above.getSourceNamespace()));
    merged.setStatPrefix(or(own.getStatPrefix(), above.getStatPrefix()));
    boolean gateways = own.getGateways() != null && !own.getGateways().isEmpty();
    merged.setGateways(
        gateways || above.getGateways() == null
            ? own.getGateways()
            : above.getGateways().stream()
                .map(gateway -> GatewayReference.qualify(gateway, namespace))
                .toList());
    return merged;
  }

  private static String joined(@Nullable String above, @Nullable String own) {
    return isNullOrEmpty(above) || isNullOrEmpty(own)
        ? nullToEmpty(above) + nullToEmpty(own)
        : above + "-" + own;
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T above) {
    return own == null ? above : own;
  }

  private static <V> Map<String, V> both(
      @Nullable Map<String, V> above, @Nullable Map<String, V> own) {
    Map<String, V> all = new HashMap<>();
    if (above != null) {
      all.putAll(above);
    }
    if (own != null) {
      all.putAll(own);
    }
    return all;
  }
}
