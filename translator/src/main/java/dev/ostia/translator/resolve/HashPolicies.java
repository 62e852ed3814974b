package dev.ostia.translator.resolve;

import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHTTPCookieAttribute;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHTTPCookie_;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpCookie;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpHeaderName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpQueryParameterName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBUseSourceIp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a request a consistent hash is made of. Envoy has it on the route, not the cluster. */
final class HashPolicies {

  private HashPolicies() {}

  /** The hash policies that a load balancer setting asks for; empty if it does not hash. */
  static List<HashPolicy> of(@Nullable LoadBalancerSettings settings) {
    if (settings == null
        || !(settings.getLbPolicy() instanceof LoadBalancerSettingsConsistentHash hash)
        || hash.getConsistentHash() == null) {
      return List.of();
    }
    HashPolicy.Builder policy = HashPolicy.newBuilder();
    switch (hash.getConsistentHash().getHashKey()) {
      case LoadBalancerSettingsConsistentHashLBHttpHeaderName header ->
          policy.getHeaderBuilder().setHeaderName(header.getHttpHeaderName());
      case LoadBalancerSettingsConsistentHashLBHttpQueryParameterName parameter ->
          policy.getQueryParameterBuilder().setName(parameter.getHttpQueryParameterName());
      case LoadBalancerSettingsConsistentHashLBHttpCookie cookie
          when cookie.getHttpCookie() != null ->
          policy.setCookie(cookie(cookie.getHttpCookie()));
      case LoadBalancerSettingsConsistentHashLBUseSourceIp ip
          when Boolean.TRUE.equals(ip.getUseSourceIp()) ->
          policy.getConnectionPropertiesBuilder().setSourceIp(true);
      case null, default -> {
        return List.of();
      }
    }
    return List.of(policy.build());
  }

  /** Without a ttl Envoy only reads the cookie; with one, 0 included, it sets it. */
  private static HashPolicy.Cookie cookie(
      LoadBalancerSettingsConsistentHashLBHTTPCookie_ settings) {
    HashPolicy.Cookie.Builder cookie = HashPolicy.Cookie.newBuilder();
    if (settings.getName() != null) {
      cookie.setName(settings.getName());
    }
    if (settings.getPath() != null) {
      cookie.setPath(settings.getPath());
    }
    ProtoDurations.of(settings.getTtl()).ifPresent(cookie::setTtl);
    if (settings.getAttributes() != null) {
      for (LoadBalancerSettingsConsistentHashLBHTTPCookieAttribute attribute :
          settings.getAttributes()) {
        cookie
            .addAttributesBuilder()
            .setName(attribute.getName() == null ? "" : attribute.getName())
            .setValue(attribute.getValue() == null ? "" : attribute.getValue());
      }
    }
    return cookie.build();
  }
}
