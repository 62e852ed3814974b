package dev.ostia.cli.cases;

import java.util.HashMap;
import java.util.Map;

/** A free port for each listener port, the same for one configuration after the other. */
final class FixedPorts {

  private final Map<Integer, Integer> ports = new HashMap<>();

  int port(int listenerPort) {
    return ports.computeIfAbsent(listenerPort, p -> Remapped.freePort());
  }
}
