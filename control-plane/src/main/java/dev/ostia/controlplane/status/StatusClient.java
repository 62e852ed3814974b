package dev.ostia.controlplane.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.source.kubernetes.Observed;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Writes status and Events of single objects. */
final class StatusClient {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("ostia")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  StatusClient(KubernetesClient client) {
    this.client = client;
  }

  /** Applies a status. */
  void write(ObjectKey key, Observed observed, ObjectNode status) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(observed.apiVersion());
    object.setKind(key.kind().kindName());
    // The uid makes sure that it is no other object of the same name by now.
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(key.namespace())
            .withName(key.name())
            .withUid(observed.uid())
            .build());
    object.setAdditionalProperties(Map.of("status", MAPPER.convertValue(status, Map.class)));
    client
        .genericKubernetesResources(context(key, observed.apiVersion()))
        .inNamespace(key.namespace())
        .withName(key.name())
        .subresource("status")
        .patch(APPLY, object);
  }

  /** Says in an Event that the newest version of an object is refused. */
  void refused(ObjectKey key, Observed observed, JsonNode condition) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    client
        .v1()
        .events()
        .inNamespace(key.namespace())
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName(key.name() + ".")
                .withNamespace(key.namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(observed.apiVersion())
                .withKind(key.kind().kindName())
                .withNamespace(key.namespace())
                .withName(key.name())
                .withUid(observed.uid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason("Refused")
                .withMessage(condition.path("message").asText())
                .withNewSource()
                .withComponent("ostia")
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build())
        .create();
  }

  private static ResourceDefinitionContext context(ObjectKey key, String apiVersion) {
    String kind = key.kind().kindName();
    String name = kind.toLowerCase(Locale.ROOT);
    return new ResourceDefinitionContext.Builder()
        .withGroup(key.kind().group())
        .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
        .withKind(kind)
        .withPlural(name.endsWith("ry") ? name.substring(0, name.length() - 1) + "ies" : name + "s")
        .withNamespaced(true)
        .build();
  }
}
