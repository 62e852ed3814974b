package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.ClientIdentity;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Makes known to the service who is on the other side. */
final class PeerInterceptor implements ServerInterceptor {

  private static final Context.Key<Peer> PEER =
      Context.keyWithDefault("peer", new Peer("unknown", List.of()));

  static Peer currentPeer() {
    return PEER.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Peer peer = new Peer(address(call.getAttributes()), identities(call.getAttributes()));
    return Contexts.interceptCall(Context.current().withValue(PEER, peer), call, headers, next);
  }

  private static String address(Attributes attributes) {
    SocketAddress address = attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : String.valueOf(address);
  }

  /** Of the certificate that the handshake has verified. */
  private static List<ClientIdentity> identities(Attributes attributes) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return List.of();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate leaf ? ClientIdentity.of(leaf) : List.of();
    } catch (SSLPeerUnverifiedException e) {
      // The server did not ask for a certificate.
      return List.of();
    }
  }
}
