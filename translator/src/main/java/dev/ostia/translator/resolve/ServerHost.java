package dev.ostia.translator.resolve;

/**
 * One of the hosts that a Gateway's server serves.
 *
 * @param namespace whose VirtualServices may serve it; {@code *} for all
 * @param host in lower case, perhaps with a wildcard
 */
public record ServerHost(String namespace, String host) {

  private static final String ANY = "*";

  /**
   * Reads {@code host}, {@code ns/host}, {@code ./host} (the Gateway's own namespace), {@code
   * *}{@code /host} and {@code *}{@code /*}.
   */
  public static ServerHost parse(String text, String gatewayNamespace) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new ServerHost(ANY, HostPatterns.lower(text));
    }
    String namespace = text.substring(0, slash);
    return new ServerHost(
        namespace.equals(".") ? gatewayNamespace : namespace,
        HostPatterns.lower(text.substring(slash + 1)));
  }

  /** Whether VirtualServices of this namespace may serve it. */
  public boolean admits(String virtualServiceNamespace) {
    return namespace.equals(ANY) || namespace.equals(virtualServiceNamespace);
  }
}
