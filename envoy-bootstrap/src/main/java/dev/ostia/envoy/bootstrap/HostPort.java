package dev.ostia.envoy.bootstrap;

/**
 * A host name or IP address with a port.
 *
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {

  /** The highest port that there is. */
  public static final int HIGHEST_PORT = 65_535;

  public HostPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host is missing");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST_PORT);
    }
  }

  /**
   * Reads {@code HOST:PORT}, {@code [IPV6]:PORT}.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(
          "`" + text + "`: write an IPv6 address in brackets, as in [::1]:15010");
    }
    try {
      return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "`" + text + "` is not HOST:PORT, for example 127.0.0.1:15010", e);
    }
  }

  /** Whether the host is an IP address, so that no name has to be resolved. */
  boolean isIpAddress() {
    return isIpAddress(host);
  }

  /** Whether this is an IP address and no name. */
  static boolean isIpAddress(String host) {
    return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
