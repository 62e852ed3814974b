package dev.ostia.translator.resolve;

import java.util.List;

/**
 * The servers that share one listening socket of the proxy.
 *
 * @param port that the proxy listens on, which may differ from the servers' own port number
 * @param bind the address as the first server gives it; empty for all IPv4 addresses
 * @param servers of one family; the first one counts where they differ
 */
public record ListenerBinding(int port, String bind, List<BoundServer> servers) {

  private static final String ALL_ADDRESSES = "0.0.0.0";

  /** The address to listen on. */
  public String address() {
    return bind.isEmpty() ? ALL_ADDRESSES : bind;
  }

  /** Envoy's listener name, such as {@code 0.0.0.0_8080}. */
  public String listenerName() {
    return address() + "_" + port;
  }

  /** The route configuration of plain HTTP servers, such as {@code http.8080}. */
  public String httpRouteName() {
    return "http." + port + (bind.isEmpty() ? "" : "." + bind);
  }

  /** How these servers handle connections. */
  public ServerFamily family() {
    return servers.getFirst().family();
  }
}
