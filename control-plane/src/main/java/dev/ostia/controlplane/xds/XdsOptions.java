package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.Authentication;
import dev.ostia.controlplane.xds.identity.TokenVerifier;
import dev.ostia.controlplane.xds.tls.TlsFiles;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the xDS server behaves.
 *
 * @param address where it listens; port 0 takes a free one
 * @param tls what secures the connections; null for plain text
 * @param tokens knows whose the tokens of proxies are; null if none are taken
 * @param identifier names this control plane in every response
 * @param maxConnectionAge after which a connection is ended, give or take a tenth, so that the
 *     streams spread over the replicas again
 * @param removalGrace how long a removed resource is left to a proxy that does not ACK the
 *     listeners and routes which stop using it
 * @param clusterWait how long changed listeners and routes wait for a proxy to get new clusters
 *     ready
 * @param resumeWait how long a new stream has to ask for listeners and routes before it is taken
 *     not to want any
 * @param stopGrace how long the connections have to end when the server stops
 */
public record XdsOptions(
    InetSocketAddress address,
    @Nullable TlsFiles tls,
    @Nullable TokenVerifier tokens,
    String identifier,
    Duration maxConnectionAge,
    Duration removalGrace,
    Duration clusterWait,
    Duration resumeWait,
    Duration stopGrace) {

  /** The usual behaviour, without TLS. */
  public static XdsOptions at(InetSocketAddress address) {
    return new XdsOptions(
        address,
        null,
        null,
        "ostia",
        Duration.ofHours(12),
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(2));
  }

  /** How proxies prove who they are with these options. */
  public Authentication authentication() {
    if (tls != null && tokens != null) {
      return Authentication.TOKEN;
    }
    if (tls != null && tls.clientCa() != null) {
      return Authentication.CLIENT_CERTIFICATE;
    }
    // Null if the host is not known, which fails when the server binds.
    boolean loopback = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    return loopback ? Authentication.LOOPBACK : Authentication.NONE;
  }

  /** The same with TLS. */
  public XdsOptions withTls(@Nullable TlsFiles other) {
    return new XdsOptions(
        address,
        other,
        tokens,
        identifier,
        maxConnectionAge,
        removalGrace,
        clusterWait,
        resumeWait,
        stopGrace);
  }

  /** The same for proxies that show tokens; over TLS alone. */
  public XdsOptions withTokens(@Nullable TokenVerifier other) {
    return new XdsOptions(
        address,
        tls,
        other,
        identifier,
        maxConnectionAge,
        removalGrace,
        clusterWait,
        resumeWait,
        stopGrace);
  }

  /** The same with another name. */
  public XdsOptions withIdentifier(String other) {
    return new XdsOptions(
        address,
        tls,
        tokens,
        other,
        maxConnectionAge,
        removalGrace,
        clusterWait,
        resumeWait,
        stopGrace);
  }

  /** The same with another maximum age of connections. */
  public XdsOptions withMaxConnectionAge(Duration other) {
    return new XdsOptions(
        address, tls, tokens, identifier, other, removalGrace, clusterWait, resumeWait, stopGrace);
  }

  /** The same with other waits: before removals, for clusters, for a stream's first requests. */
  public XdsOptions withWaits(Duration removal, Duration cluster, Duration resume) {
    return new XdsOptions(
        address, tls, tokens, identifier, maxConnectionAge, removal, cluster, resume, stopGrace);
  }
}
