package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of a Gateway that applies to the proxy.
 *
 * @param gateway whose server it is
 * @param index in {@code spec.servers}
 * @param number {@code port.number}, the port that clients use
 * @param protocol {@code port.protocol} in upper case
 * @param family how it handles connections
 * @param hosts what it serves, and for whom
 * @param httpsRedirect {@code tls.httpsRedirect}
 */
public record BoundServer(
    ConfigObject<Gateway> gateway,
    int index,
    int number,
    String protocol,
    ServerFamily family,
    List<ServerHost> hosts,
    boolean httpsRedirect) {

  /** The Gateway as VirtualServices refer to it: {@code namespace/name}. */
  public String gatewayName() {
    return gateway.key().qualifiedName();
  }

  /** The path of a field of this server in its Gateway. */
  public String path(String field) {
    return "spec.servers[" + index + "]" + field;
  }

  /** The hosts that VirtualServices of this namespace may serve, in order. */
  public List<String> hostsFor(String virtualServiceNamespace) {
    List<String> open = new ArrayList<>(hosts.size());
    for (ServerHost host : hosts) {
      if (host.admits(virtualServiceNamespace)) {
        open.add(host.host());
      }
    }
    return open;
  }
}
