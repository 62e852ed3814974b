package dev.ostia.cli.gateway;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which local port stands for which port of a Gateway. In Kubernetes the gateway's Service says so,
 * hence that is what a mapping becomes: translation knows no other way.
 *
 * @param ports from the port in the Gateway to the local one
 */
public record PortMapping(Map<Integer, Integer> ports) {

  /** The port below which a process needs special rights, unless the system says otherwise. */
  private static final int FIRST_FREE_PORT = 1024;

  /** Which may be given in any order. */
  public PortMapping {
    ports = new TreeMap<>(ports);
  }

  /**
   * What the user asked for, and for the usual ports what Istio's own gateways do where the ports
   * themselves are out of reach: 8080 for 80, 8443 for 443.
   */
  public static PortMapping of(Map<Integer, Integer> wanted, boolean lowPortsAllowed) {
    Map<Integer, Integer> ports = new TreeMap<>(wanted);
    if (!lowPortsAllowed) {
      ports.putIfAbsent(80, 8080);
      ports.putIfAbsent(443, 8443);
    }
    return new PortMapping(ports);
  }

  /** Whether this process may listen on ports below 1024. */
  public static boolean lowPortsAllowed() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
      return true;
    } catch (IOException e) {
      // A port that is in use is one that could be had.
      return e.getMessage() == null || !e.getMessage().contains("Permission denied");
    }
  }

  /** Whether a process may need rights to listen there. */
  public static boolean isLow(int port) {
    return port < FIRST_FREE_PORT;
  }

  /** The local port; the same where none is mapped. */
  public int local(int gatewayPort) {
    return ports.getOrDefault(gatewayPort, gatewayPort);
  }

  /** The Service as objects of a source; none if nothing is mapped. */
  public List<ConfigObject<?>> objects(String namespace, Map<String, String> gatewayLabels) {
    if (ports.isEmpty()) {
      return List.of();
    }
    List<ServicePort> servicePorts = new ArrayList<>();
    ports.forEach(
        (port, target) ->
            servicePorts.add(
                new ServicePortBuilder()
                    .withName("port-" + port)
                    .withPort(port)
                    .withTargetPort(new IntOrString(target))
                    .build()));
    String name = "ostia-port-mapping";
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addToLabels("ostia.dev/port-mapping", "true")
            .endMetadata()
            .withNewSpec()
            .withSelector(gatewayLabels)
            .withPorts(servicePorts)
            .endSpec()
            .build();
    ObjectKey key = new ObjectKey(Kind.SERVICE, namespace, name);
    // Of several Services of a gateway the oldest decides.
    return List.of(new ConfigObject<>(key, service, Instant.MIN, null));
  }
}
