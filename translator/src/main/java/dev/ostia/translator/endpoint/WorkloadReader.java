package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.Proxy.Locality;
import dev.ostia.translator.resolve.BackendPort;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Pods, WorkloadEntries and the endpoints of a ServiceEntry into one form. */
final class WorkloadReader {

  private static final String UNIX = "unix://";

  private WorkloadReader() {}

  /**
   * Something that can serve ports.
   *
   * @param ports numbers by the name of a service or container port
   */
  record Workload(
      String address,
      Map<String, Integer> ports,
      Map<String, String> labels,
      Locality locality,
      int weight,
      boolean ready) {

    /** This workload at a service port. */
    Endpoint at(BackendPort port, int number) {
      if (address.startsWith(UNIX)) {
        String path = address.substring(UNIX.length());
        return new Endpoint(path, 0, port.name(), labels, locality, weight, ready);
      }
      return new Endpoint(address, number, port.name(), labels, locality, weight, ready);
    }
  }

  /** The labels of a WorkloadEntry: those of its spec, overlaid by those of its metadata. */
  static Map<String, String> labels(ConfigObject<WorkloadEntry> object) {
    var spec = object.resource().getSpec();
    if (spec == null || spec.getLabels() == null || spec.getLabels().isEmpty()) {
      return object.labels();
    }
    Map<String, String> labels = new HashMap<>(spec.getLabels());
    labels.putAll(object.labels());
    return labels;
  }

  /** A WorkloadEntry; null if it has no address. */
  static @Nullable Workload read(ConfigObject<WorkloadEntry> object) {
    var spec = object.resource().getSpec();
    return spec == null ? null : read(spec, labels(object));
  }

  /** An endpoint of a ServiceEntry; null if it has no address. */
  static @Nullable Workload read(
      io.fabric8.istio.api.api.networking.v1alpha3.WorkloadEntry spec, Map<String, String> labels) {
    if (spec.getAddress() == null || spec.getAddress().isEmpty()) {
      return null;
    }
    Map<String, Integer> ports = new HashMap<>();
    if (spec.getPorts() != null) {
      spec.getPorts()
          .forEach(
              (name, number) -> {
                if (number != null) {
                  ports.put(name, number.intValue());
                }
              });
    }
    int weight = spec.getWeight() == null ? 0 : spec.getWeight().intValue();
    return new Workload(
        spec.getAddress(),
        ports,
        MeshTls.labels(spec, labels),
        Localities.ofEntry(spec.getLocality(), labels),
        Math.max(1, weight),
        true);
  }

  /** A Pod; null while it has no address. */
  static @Nullable Workload read(ConfigObject<Pod> object, Lookups lookups) {
    PodStatus status = object.resource().getStatus();
    if (status == null || status.getPodIP() == null || status.getPodIP().isEmpty()) {
      return null;
    }
    Map<String, Integer> ports = new HashMap<>();
    PodSpec spec = object.resource().getSpec();
    if (spec != null && spec.getContainers() != null) {
      spec.getContainers().forEach(container -> addPorts(container, ports));
    }
    Locality locality = Localities.ofLabel(object.labels());
    if (locality == null) {
      String node = spec == null ? null : spec.getNodeName();
      locality = Localities.ofNode(node == null ? null : lookups.get(Kind.NODE, "", node));
    }
    return new Workload(
        status.getPodIP(), ports, object.labels(), locality, 1, isReady(object.resource(), status));
  }

  private static void addPorts(@Nullable Container container, Map<String, Integer> ports) {
    if (container == null || container.getPorts() == null) {
      return;
    }
    for (ContainerPort port : container.getPorts()) {
      if (port != null && port.getName() != null && port.getContainerPort() != null) {
        ports.putIfAbsent(port.getName(), port.getContainerPort());
      }
    }
  }

  /** A Pod whose status says nothing of readiness counts as ready: it was written by hand. */
  private static boolean isReady(Pod pod, PodStatus status) {
    if (pod.getMetadata().getDeletionTimestamp() != null
        || "Succeeded".equals(status.getPhase())
        || "Failed".equals(status.getPhase())) {
      return false;
    }
    return (status.getConditions() == null ? List.<Object>of() : status.getConditions())
        .stream()
            .noneMatch(
                c ->
                    c instanceof io.fabric8.kubernetes.api.model.PodCondition condition
                        && "Ready".equals(condition.getType())
                        && !"True".equals(condition.getStatus()));
  }
}
