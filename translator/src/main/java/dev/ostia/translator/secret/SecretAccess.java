package dev.ostia.translator.secret;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantFrom;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantTo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a proxy may have a Secret on behalf of the object that refers to it: if it lies in the
 * proxy's own namespace, or a {@code ReferenceGrant} of the Secret's namespace allows it.
 */
final class SecretAccess {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  private final ConfigView view;
  private final String proxyNamespace;

  SecretAccess(ConfigView view, String proxyNamespace) {
    this.view = view;
    this.proxyNamespace = proxyNamespace;
  }

  boolean isAllowed(SecretLocation location, ObjectKey owner) {
    String namespace = location.object().namespace();
    return switch (location.scheme()) {
      // A ConfigMap holds nothing that is secret.
      case SecretNames.CONFIG_MAP -> true;
      case SecretNames.KUBERNETES_GATEWAY ->
          (namespace.equals(proxyNamespace) && namespace.equals(owner.namespace()))
              || isGranted(location, owner);
      default -> namespace.equals(proxyNamespace) || isGranted(location, owner);
    };
  }

  private boolean isGranted(SecretLocation location, ObjectKey owner) {
    Set<String> names =
        location.sharedObject().isPresent()
            ? Set.of(location.object().name(), location.sharedObject().get().name())
            : Set.of(location.object().name());
    for (ConfigObject<ReferenceGrant> grant : view.referenceGrants()) {
      if (grant.key().namespace().equals(location.object().namespace())
          && from(grant.resource(), owner)
          && to(grant.resource(), names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean from(ReferenceGrant grant, ObjectKey owner) {
    if (grant.getSpec() == null || grant.getSpec().getFrom() == null) {
      return false;
    }
    for (ReferenceGrantFrom from : grant.getSpec().getFrom()) {
      if (from != null
          && owner.namespace().equals(from.getNamespace())
          && owner.kind().kindName().equals(from.getKind())
          && isGroup(from.getGroup(), owner.kind())) {
        return true;
      }
    }
    return false;
  }

  /** Istio lets a grant for the Gateway API's Gateway count for its own as well. */
  private static boolean isGroup(@Nullable String group, Kind owner) {
    return owner.group().equals(group) || (owner == Kind.GATEWAY && GATEWAY_API.equals(group));
  }

  private static boolean to(ReferenceGrant grant, Set<String> names) {
    if (grant.getSpec().getTo() == null) {
      return false;
    }
    for (ReferenceGrantTo to : grant.getSpec().getTo()) {
      if (to != null
          && (to.getGroup() == null || to.getGroup().isEmpty())
          && Kind.SECRET.kindName().equals(to.getKind())
          && (to.getName() == null || to.getName().isEmpty() || names.contains(to.getName()))) {
        return true;
      }
    }
    return false;
  }
}
