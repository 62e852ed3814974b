package dev.ostia.translator.endpoint;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.Proxy.Locality;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads endpoints from EndpointSlices, and from the older Endpoints objects. The labels and the
 * place of an endpoint are those of the Pod that its {@code targetRef} names.
 */
final class SliceReader {

  private final Lookups lookups;
  private final Consumer<Endpoint> sink;

  SliceReader(Lookups lookups, Consumer<Endpoint> sink) {
    this.lookups = lookups;
    this.sink = sink;
  }

  void read(ConfigObject<EndpointSlice> object) {
    EndpointSlice slice = object.resource();
    if ("FQDN".equals(slice.getAddressType())) {
      return;
    }
    for (var endpoint : orEmpty(slice.getEndpoints())) {
      if (endpoint == null || !isSent(endpoint.getConditions())) {
        continue;
      }
      Place place =
          place(object.key().namespace(), endpoint.getTargetRef(), endpoint.getNodeName());
      for (var port : orEmpty(slice.getPorts())) {
        if (port != null && port.getPort() != null && !"UDP".equals(port.getProtocol())) {
          for (String address : orEmpty(endpoint.getAddresses())) {
            sink.accept(
                place.endpoint(
                    address, port.getPort(), port.getName(), isReady(endpoint.getConditions())));
          }
        }
      }
    }
  }

  void readLegacy(ConfigObject<Endpoints> object) {
    String namespace = object.key().namespace();
    for (EndpointSubset subset : orEmpty(object.resource().getSubsets())) {
      if (subset == null) {
        continue;
      }
      for (EndpointPort port : orEmpty(subset.getPorts())) {
        if (port != null && port.getPort() != null && !"UDP".equals(port.getProtocol())) {
          for (EndpointAddress address : orEmpty(subset.getAddresses())) {
            read(namespace, address, port, true);
          }
          for (EndpointAddress address : orEmpty(subset.getNotReadyAddresses())) {
            read(namespace, address, port, false);
          }
        }
      }
    }
  }

  private void read(String namespace, EndpointAddress address, EndpointPort port, boolean ready) {
    if (address != null && address.getIp() != null) {
      sink.accept(
          place(namespace, address.getTargetRef(), address.getNodeName())
              .endpoint(address.getIp(), port.getPort(), port.getName(), ready));
    }
  }

  private static boolean isReady(@Nullable EndpointConditions conditions) {
    return conditions == null || conditions.getReady() == null || conditions.getReady();
  }

  /** One that is not ready is sent, as unhealthy, unless it is on its way out. */
  private static boolean isSent(@Nullable EndpointConditions conditions) {
    return isReady(conditions)
        || (conditions != null && Boolean.FALSE.equals(conditions.getTerminating()));
  }

  private record Place(Map<String, String> labels, Locality locality) {
    Endpoint endpoint(String address, int port, @Nullable String portName, boolean ready) {
      String name = portName == null ? "" : portName;
      return new Endpoint(address, port, name, labels, locality, 1, ready);
    }
  }

  private Place place(
      String namespace, @Nullable ObjectReference target, @Nullable String nodeName) {
    ConfigObject<?> pod = null;
    if (target != null && "Pod".equals(target.getKind()) && target.getName() != null) {
      String podNamespace = target.getNamespace() == null ? namespace : target.getNamespace();
      pod = lookups.get(Kind.POD, podNamespace, target.getName());
    }
    Map<String, String> labels = pod == null ? Map.of() : pod.labels();
    Locality labelled = Localities.ofLabel(labels);
    if (labelled != null) {
      return new Place(labels, labelled);
    }
    String node = nodeName;
    if (pod != null
        && pod.resource() instanceof Pod resource
        && resource.getSpec() != null
        && resource.getSpec().getNodeName() != null) {
      node = resource.getSpec().getNodeName();
    }
    return new Place(
        labels, Localities.ofNode(node == null ? null : lookups.get(Kind.NODE, "", node)));
  }
}
