package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.ClientIdentity;
import dev.ostia.controlplane.xds.identity.Proof;
import dev.ostia.controlplane.xds.identity.RefusedTokenException;
import dev.ostia.controlplane.xds.identity.TokenVerifier;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Makes known to the service who is on the other side. */
final class PeerInterceptor implements ServerInterceptor {

  private static final Context.Key<Peer> PEER =
      Context.keyWithDefault("peer", new Peer("unknown", Proof.NOTHING, List.of()));

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final @Nullable TokenVerifier tokens;
  private final RefusalLog refusals;

  PeerInterceptor(@Nullable TokenVerifier tokens, RefusalLog refusals) {
    this.tokens = tokens;
    this.refusals = refusals;
  }

  static Peer currentPeer() {
    return PEER.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String address = address(call.getAttributes());
    Peer peer;
    try {
      peer = peer(address, call.getAttributes(), headers);
    } catch (RefusedTokenException e) {
      String reason = String.valueOf(e.getMessage());
      refusals.refused("a proxy", address, reason);
      call.close(
          (e.isUnknown() ? Status.UNAVAILABLE : Status.UNAUTHENTICATED).withDescription(reason),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(Context.current().withValue(PEER, peer), call, headers, next);
  }

  /** A certificate is asked for its owner, and a token only where there is none. */
  private Peer peer(String address, Attributes attributes, Metadata headers)
      throws RefusedTokenException {
    Optional<X509Certificate> certificate = certificate(attributes);
    if (certificate.isPresent()) {
      return new Peer(address, Proof.CERTIFICATE, ClientIdentity.of(certificate.get()));
    }
    String authorization = headers.get(AUTHORIZATION);
    if (tokens == null || authorization == null) {
      return new Peer(address, Proof.NOTHING, List.of());
    }
    String token = authorization.replaceFirst("^(?i:bearer) +", "").strip();
    return new Peer(address, Proof.TOKEN, List.of(tokens.verify(token)));
  }

  private static String address(Attributes attributes) {
    SocketAddress address = attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : String.valueOf(address);
  }

  /** That which the handshake has verified. */
  private static Optional<X509Certificate> certificate(Attributes attributes) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate leaf ? Optional.of(leaf) : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      // The server did not ask for a certificate, or the client has none.
      return Optional.empty();
    }
  }
}
