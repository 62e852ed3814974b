package dev.ostia.translator.config;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirect;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBRingHash;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson does not read into the classes of {@code istio-model} 7.5.2. A class with a choice
 * of fields (a oneof) loses the fields that are newer than the model, where other classes keep them
 * in their additional properties; {@code ringHash} is not readable at all.
 */
public final class ModelGaps {

  /**
   * The class stands for the choice as well as for its content, so the choice must not be sought.
   */
  abstract static class RingHashMixin {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    abstract LoadBalancerSettingsConsistentHashLBRingHash getRingHash();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    abstract void setRingHash(LoadBalancerSettingsConsistentHashLBRingHash ringHash);
  }

  private ModelGaps() {}

  /** Makes a mapper able to read all of the models. */
  public static JsonMapper.Builder register(JsonMapper.Builder mapper) {
    return mapper.addMixIn(LoadBalancerSettingsConsistentHashLBRingHash.class, RingHashMixin.class);
  }

  /**
   * Puts the fields that were lost into the additional properties of where they belong.
   *
   * @param object what the resource was read from
   */
  public static void restore(JsonNode object, HasMetadata resource) {
    JsonNode spec = object.path("spec");
    if (resource instanceof VirtualService service && service.getSpec() != null) {
      for (int i = 0; i < spec.path("http").size(); i++) {
        HTTPRedirect redirect = service.getSpec().getHttp().get(i).getRedirect();
        JsonNode rewrite = spec.path("http").get(i).path("redirect").path("prefixRewrite");
        if (redirect != null && rewrite.isTextual()) {
          redirect.setAdditionalProperty("prefixRewrite", rewrite.textValue());
        }
      }
    } else if (resource instanceof DestinationRule rule && rule.getSpec() != null) {
      restore(spec.path("trafficPolicy"), rule.getSpec().getTrafficPolicy());
      for (int i = 0; i < spec.path("subsets").size(); i++) {
        restore(
            spec.path("subsets").get(i).path("trafficPolicy"),
            rule.getSpec().getSubsets().get(i).getTrafficPolicy());
      }
    }
  }

  private static void restore(JsonNode json, @Nullable TrafficPolicy policy) {
    if (policy == null) {
      return;
    }
    restore(json.path("loadBalancer"), policy.getLoadBalancer());
    for (int i = 0; i < json.path("portLevelSettings").size(); i++) {
      restore(
          json.path("portLevelSettings").get(i).path("loadBalancer"),
          policy.getPortLevelSettings().get(i).getLoadBalancer());
    }
  }

  private static void restore(JsonNode json, @Nullable LoadBalancerSettings balancer) {
    for (String name : List.of("zoneAwareLbSetting", "backendUtilization")) {
      if (balancer != null && json.hasNonNull(name)) {
        balancer.setAdditionalProperty(name, json.get(name));
      }
    }
  }
}
