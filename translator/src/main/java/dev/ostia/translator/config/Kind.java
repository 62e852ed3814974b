package dev.ostia.translator.config;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of object that Ostia reads. The older served versions of Istio's kinds (v1beta1,
 * v1alpha3) have the same fields and are read as {@code v1}.
 */
public enum Kind {
  GATEWAY("networking.istio.io", "Gateway", Gateway.class, true),
  VIRTUAL_SERVICE("networking.istio.io", "VirtualService", VirtualService.class, true),
  DESTINATION_RULE("networking.istio.io", "DestinationRule", DestinationRule.class, true),
  SERVICE_ENTRY("networking.istio.io", "ServiceEntry", ServiceEntry.class, true),
  WORKLOAD_ENTRY("networking.istio.io", "WorkloadEntry", WorkloadEntry.class, true),
  TELEMETRY("telemetry.istio.io", "Telemetry", Telemetry.class, true),
  SERVICE("", "Service", Service.class, true),
  ENDPOINT_SLICE("discovery.k8s.io", "EndpointSlice", EndpointSlice.class, true),
  ENDPOINTS("", "Endpoints", Endpoints.class, true),
  POD("", "Pod", Pod.class, true),
  SECRET("", "Secret", Secret.class, true),
  CONFIG_MAP("", "ConfigMap", ConfigMap.class, true),
  REFERENCE_GRANT("gateway.networking.k8s.io", "ReferenceGrant", ReferenceGrant.class, true),
  NAMESPACE("", "Namespace", Namespace.class, false),
  NODE("", "Node", Node.class, false);

  private final String group;
  private final String kindName;
  private final Class<? extends HasMetadata> model;
  private final boolean namespaced;

  Kind(String group, String kindName, Class<? extends HasMetadata> model, boolean namespaced) {
    this.group = group;
    this.kindName = kindName;
    this.model = model;
    this.namespaced = namespaced;
  }

  /** The API group; empty for Kubernetes' core group. */
  public String group() {
    return group;
  }

  /** The {@code kind:} as users write it, such as {@code VirtualService}. */
  public String kindName() {
    return kindName;
  }

  /** As an API server's paths name it, such as {@code virtualservices}. */
  public String plural() {
    String name = kindName.toLowerCase(Locale.ROOT);
    return name.endsWith("ry") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  /** The class that holds an object of this kind. */
  public Class<? extends HasMetadata> model() {
    return model;
  }

  /** Whether objects of this kind live in a namespace. */
  public boolean namespaced() {
    return namespaced;
  }

  /** The kind of this group and name, if it is one that Ostia reads. */
  public static Optional<Kind> of(String group, String kindName) {
    for (Kind kind : values()) {
      if (kind.group.equals(group) && kind.kindName.equals(kindName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return kindName;
  }
}
