package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.Proxy.Locality;
import java.util.Comparator;
import java.util.Map;

/**
 * One address that serves one port of a service.
 *
 * @param address an IP address, a host name, or the path of a Unix socket
 * @param port 0 for a Unix socket
 * @param portName the service port that it serves, by name
 * @param labels what subsets select by
 * @param weight its share of the traffic; 1 if nothing is said
 * @param healthy whether it is ready; one that is not is sent as unhealthy
 */
public record Endpoint(
    String address,
    int port,
    String portName,
    Map<String, String> labels,
    Locality locality,
    int weight,
    boolean healthy) {

  /** By locality, then address and port; endpoints that are equal here differ in labels only. */
  static final Comparator<Endpoint> ORDER =
      Comparator.<Endpoint, String>comparing(e -> e.locality().toString())
          .thenComparing(Endpoint::address)
          .thenComparingInt(Endpoint::port)
          .thenComparing(Endpoint::portName);

  /** Whether it has all of these labels. */
  public boolean matches(Map<String, String> selector) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
