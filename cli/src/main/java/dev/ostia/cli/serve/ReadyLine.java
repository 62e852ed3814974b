package dev.ostia.cli.serve;

import com.google.protobuf.Message;
import dev.ostia.cli.gateway.PortMapping;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says that the gateway can be used, and where. */
final class ReadyLine {

  private ReadyLine() {}

  static String of(ControlPlane controlPlane, PortMapping mapping, EnvoyProcess envoy) {
    return "ready: gateway on "
        + ports(controlPlane, mapping)
        + "; admin pages http://"
        + Serving.adminAddress(controlPlane)
        + ", Envoy's http://127.0.0.1:"
        + envoy.adminPort();
  }

  private static String ports(ControlPlane controlPlane, PortMapping mapping) {
    List<String> texts = new ArrayList<>();
    for (int port : listening(controlPlane)) {
      String text = "port " + port;
      for (Map.Entry<Integer, Integer> entry : mapping.ports().entrySet()) {
        if (entry.getValue() == port && entry.getKey() != port) {
          text += " (Gateway port " + entry.getKey() + ")";
        }
      }
      texts.add(text);
    }
    return texts.isEmpty() ? "no port, as no Gateway selects it" : String.join(", ", texts);
  }

  /** The ports of all listeners. */
  static SortedSet<Integer> listening(ControlPlane controlPlane) {
    SortedSet<Integer> ports = new TreeSet<>();
    for (GroupUpdate group : controlPlane.groups()) {
      for (Message message : group.after().resources(ResourceType.LISTENER).values()) {
        if (message instanceof Listener listener) {
          ports.add(listener.getAddress().getSocketAddress().getPortValue());
        }
      }
    }
    return ports;
  }
}
