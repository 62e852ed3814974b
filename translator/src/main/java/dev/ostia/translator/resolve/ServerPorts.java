package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the port of a Gateway's server to the port that the proxy listens on: the gateway's own
 * Services say it, as they do for the traffic that arrives through them.
 */
final class ServerPorts {

  private static final String NO_TRANSLATION =
      "experimental.istio.io/disable-gateway-port-translation";

  /** On a Service that only maps some ports: that it lacks the others means nothing. */
  private static final String PORT_MAPPING = "ostia.dev/port-mapping";

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final ConfigView view;
  private final Proxy proxy;
  private final List<ConfigObject<Service>> services;

  ServerPorts(ConfigView view, Proxy proxy) {
    this.view = view;
    this.proxy = proxy;
    this.services =
        view.services().stream()
            .filter(service -> service.key().namespace().equals(proxy.namespace()))
            .filter(service -> !service.labels().containsKey(NO_TRANSLATION))
            .filter(service -> selectsProxy(service.resource()))
            .sorted(ConfigObject.BY_AGE)
            .toList();
  }

  private boolean selectsProxy(Service service) {
    Map<String, String> selector = selector(service);
    return !selector.isEmpty() && proxy.matches(selector);
  }

  private static Map<String, String> selector(Service service) {
    return service.getSpec() == null || service.getSpec().getSelector() == null
        ? Map.of()
        : service.getSpec().getSelector();
  }

  /** Whether the gateway has Services, so that a port that none of them has is worth a word. */
  boolean hasServices() {
    return services.stream().anyMatch(service -> !service.labels().containsKey(PORT_MAPPING));
  }

  /** The names of the gateway's Services, for messages. */
  List<String> serviceNames() {
    return services.stream().map(service -> service.key().qualifiedName()).toList();
  }

  /** The target port of the oldest Service that has this TCP port; empty if none has. */
  OptionalInt targetOf(int number) {
    return targetOf(number, ServerPorts::isTcp);
  }

  /** The target port of the oldest Service that has this UDP port; empty if none has. */
  OptionalInt udpTargetOf(int number) {
    return targetOf(number, "UDP"::equals);
  }

  private OptionalInt targetOf(int number, Predicate<@Nullable String> protocol) {
    for (ConfigObject<Service> service : services) {
      for (ServicePort port : service.resource().getSpec().getPorts()) {
        if (Objects.equals(port.getPort(), number) && protocol.test(port.getProtocol())) {
          OptionalInt target = target(service, port);
          if (target.isPresent()) {
            return target;
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt target(ConfigObject<Service> service, ServicePort port) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return OptionalInt.of(port.getPort());
    }
    if (target.getIntVal() != null) {
      return OptionalInt.of(target.getIntVal() == 0 ? port.getPort() : target.getIntVal());
    }
    OptionalInt ofPod = containerPort(service.resource(), target.getStrVal());
    return ofPod.isPresent() ? ofPod : slicePort(service, port);
  }

  private OptionalInt containerPort(Service service, String name) {
    return view.pods().stream()
        .filter(pod -> pod.key().namespace().equals(proxy.namespace()))
        .filter(pod -> pod.labels().entrySet().containsAll(selector(service).entrySet()))
        .sorted(Comparator.comparing(ConfigObject::key))
        .flatMap(pod -> containers(pod.resource()))
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> name.equals(port.getName()) && isTcp(port.getProtocol()))
        .mapToInt(ContainerPort::getContainerPort)
        .findFirst();
  }

  private static Stream<Container> containers(Pod pod) {
    return pod.getSpec() == null ? Stream.of() : pod.getSpec().getContainers().stream();
  }

  private OptionalInt slicePort(ConfigObject<Service> service, ServicePort port) {
    String portName = port.getName() == null ? "" : port.getName();
    return view.endpointSlices().stream()
        .filter(slice -> slice.key().namespace().equals(proxy.namespace()))
        .filter(slice -> service.key().name().equals(slice.labels().get(SERVICE_NAME)))
        .sorted(Comparator.comparing(ConfigObject::key))
        .flatMap(slice -> ports(slice.resource()))
        .filter(found -> portName.equals(found.getName() == null ? "" : found.getName()))
        .filter(found -> found.getPort() != null)
        .mapToInt(EndpointPort::getPort)
        .findFirst();
  }

  private static Stream<EndpointPort> ports(EndpointSlice slice) {
    return slice.getPorts() == null ? Stream.of() : slice.getPorts().stream();
  }

  private static boolean isTcp(@Nullable String protocol) {
    return protocol == null || protocol.equals("TCP");
  }
}
