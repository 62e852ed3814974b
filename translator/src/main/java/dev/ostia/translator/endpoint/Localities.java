package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Proxy.Locality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where endpoints run, as Kubernetes and Istio tell it. */
final class Localities {

  private static final String ISTIO_LABEL = "istio-locality";

  private Localities() {}

  /** The label {@code istio-locality} of a workload: parts between dots or slashes. */
  static @Nullable Locality ofLabel(Map<String, String> labels) {
    String value = labels.get(ISTIO_LABEL);
    if (value == null || value.isEmpty()) {
      return null;
    }
    return Locality.parse(value.contains("/") ? value : value.replace('.', '/'));
  }

  /** The topology labels of a node. */
  static Locality ofNode(@Nullable ConfigObject<?> node) {
    if (node == null) {
      return Locality.UNKNOWN;
    }
    Map<String, String> labels = node.labels();
    return new Locality(
        labels.getOrDefault("topology.kubernetes.io/region", ""),
        labels.getOrDefault("topology.kubernetes.io/zone", ""),
        labels.getOrDefault("topology.istio.io/subzone", ""));
  }

  /** The field {@code locality} of a workload entry, else its label. */
  static Locality ofEntry(@Nullable String field, Map<String, String> labels) {
    if (field != null && !field.isEmpty()) {
      return Locality.parse(field);
    }
    Locality labelled = ofLabel(labels);
    return labelled == null ? Locality.UNKNOWN : labelled;
  }
}
