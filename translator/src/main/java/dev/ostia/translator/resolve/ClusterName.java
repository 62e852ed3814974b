package dev.ostia.translator.resolve;

/**
 * The name that Istio gives a cluster: {@code outbound|port|subset|host}.
 *
 * @param port the service port
 * @param subset empty for the whole service
 * @param host the full name of the service
 */
public record ClusterName(int port, String subset, String host) {

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it does not have this form
   */
  public static ClusterName parse(String name) {
    String[] parts = name.split("\\|", 4);
    if (parts.length != 4 || !parts[0].equals("outbound")) {
      throw new IllegalArgumentException("not outbound|port|subset|host: " + name);
    }
    return new ClusterName(Integer.parseInt(parts[1]), parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return "outbound|" + port + "|" + subset + "|" + host;
  }
}
