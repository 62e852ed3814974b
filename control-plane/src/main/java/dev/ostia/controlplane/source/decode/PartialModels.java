package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;

/**
 * The kinds of which translations read little, and only that is put into their models: to read a
 * single Pod Jackson else loads the 400 classes of all that a Pod can have, its volumes above all.
 */
final class PartialModels {

  private PartialModels() {}

  /** Makes a mapper skip the rest. */
  static JsonMapper.Builder register(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(PodSpec.class, PodSpecParts.class)
        .addMixIn(Container.class, ContainerParts.class)
        .addMixIn(PodStatus.class, PodStatusParts.class)
        .addMixIn(Node.class, MetadataAlone.class)
        .addMixIn(Namespace.class, MetadataAlone.class);
  }

  @JsonIncludeProperties({"nodeName", "containers"})
  private interface PodSpecParts {}

  @JsonIncludeProperties({"name", "ports"})
  private interface ContainerParts {}

  @JsonIncludeProperties({"phase", "podIP", "podIPs", "conditions"})
  private interface PodStatusParts {}

  @JsonIncludeProperties({"apiVersion", "kind", "metadata"})
  private interface MetadataAlone {}
}
