package dev.ostia.translator.resolve;

/**
 * The name that Istio gives a cluster: {@code outbound|port|subset|host}, or {@code
 * outbound_.port_.subset_.host} for one that TLS clients name themselves in their server name.
 *
 * @param port the service port
 * @param subset empty for the whole service
 * @param host the full name of the service
 * @param serverName whether connections are led to it by their server name, as {@code
 *     AUTO_PASSTHROUGH} does: they are encrypted already, for a sidecar at the endpoint
 */
public record ClusterName(int port, String subset, String host, boolean serverName) {

  private static final String DIRECTION = "outbound";
  private static final int PARTS = 4;

  /** The name of a cluster that routes lead to. */
  public ClusterName(int port, String subset, String host) {
    this(port, subset, host, false);
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it has neither form
   */
  public static ClusterName parse(String name) {
    boolean serverName = name.startsWith(DIRECTION + "_.");
    String[] parts = name.split(serverName ? "_\\." : "\\|", PARTS);
    if (parts.length != PARTS || !parts[0].equals(DIRECTION)) {
      throw new IllegalArgumentException("not outbound|port|subset|host: " + name);
    }
    return new ClusterName(Integer.parseInt(parts[1]), parts[2], parts[3], serverName);
  }

  /** The cluster of the same endpoints that TLS clients name themselves. */
  public ClusterName asServerName() {
    return new ClusterName(port, subset, host, true);
  }

  @Override
  public String toString() {
    return String.join(serverName ? "_." : "|", DIRECTION, "" + port, subset, host);
  }
}
