package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of a Gateway that applies to the proxy.
 *
 * @param gateway whose server it is
 * @param index in {@code spec.servers}
 * @param name {@code name}; empty for none
 * @param number {@code port.number}, the port that clients use
 * @param portName {@code port.name}
 * @param protocol {@code port.protocol} in upper case
 * @param kind what it does with a connection
 * @param hosts what it serves, and for whom
 * @param tls {@code tls} as written; must not be changed
 */
public record BoundServer(
    ConfigObject<Gateway> gateway,
    int index,
    String name,
    int number,
    String portName,
    String protocol,
    ServerKind kind,
    List<ServerHost> hosts,
    @Nullable ServerTLSSettings tls) {

  /** Which servers it can share a port with. */
  public ServerFamily family() {
    return kind.family();
  }

  /** Whether it sends plain HTTP requests to HTTPS ({@code tls.httpsRedirect}). */
  public boolean httpsRedirect() {
    return kind == ServerKind.HTTP && tls != null && Boolean.TRUE.equals(tls.getHttpsRedirect());
  }

  /**
   * Whether it can be reached over HTTP/3, which needs TLS 1.3. Envoy cannot ask for client
   * certificates there.
   */
  public boolean speaksHttp3() {
    if (kind != ServerKind.HTTPS || tls == null) {
      return false;
    }
    ServerTLSSettingsTLSProtocol highest = tls.getMaxProtocolVersion();
    return tls.getMode() == ServerTLSSettingsTLSmode.SIMPLE
        && (highest == null
            || highest == ServerTLSSettingsTLSProtocol.TLS_AUTO
            || highest == ServerTLSSettingsTLSProtocol.TLSV1_3);
  }

  /**
   * The server names by which a TLS client reaches it, sorted; empty if it takes any, also none at
   * all.
   */
  public List<String> serverNames() {
    List<String> names = hosts.stream().map(ServerHost::host).distinct().sorted().toList();
    return names.contains("*") ? List.of() : names;
  }

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
