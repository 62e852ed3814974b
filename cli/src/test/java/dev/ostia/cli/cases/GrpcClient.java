package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Answer;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.Expectation;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Plays a unary call with gRPC's own client. The headers of an answer are those of its trailers,
 * among them the status of the call.
 */
final class GrpcClient {

  private static final int TIMEOUT_SECONDS = 20;

  private final CallsFile calls;

  GrpcClient(CallsFile calls) {
    this.calls = calls;
  }

  Answer play(Call call, int port) throws IOException {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(call.address(), port).overrideAuthority(call.host());
    ManagedChannel channel =
        call.wire().protocol().isTls()
            ? builder
                .sslContext(
                    GrpcSslContexts.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .build())
                .build()
            : builder.usePlaintext().build();
    try {
      return ask(call, channel).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      channel.shutdownNow();
    }
  }

  private CompletableFuture<Answer> ask(Call call, ManagedChannel channel) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    ClientCall<byte[], byte[]> grpc =
        channel.newCall(GrpcEcho.method(call.path().substring(1)), CallOptions.DEFAULT);
    grpc.start(new Listener(call, grpc, answer), new Metadata());
    grpc.request(1);
    grpc.sendMessage(call.wire().send().getBytes(StandardCharsets.UTF_8));
    grpc.halfClose();
    return answer;
  }

  private final class Listener extends ClientCall.Listener<byte[]> {

    private final Call call;
    private final ClientCall<byte[], byte[]> grpc;
    private final CompletableFuture<Answer> answer;
    private String body = "";
    private Optional<BackendView> view = Optional.empty();

    Listener(Call call, ClientCall<byte[], byte[]> grpc, CompletableFuture<Answer> answer) {
      this.call = call;
      this.grpc = grpc;
      this.answer = answer;
    }

    @Override
    public void onHeaders(Metadata headers) {
      look(headers);
    }

    private void look(Metadata metadata) {
      String address = metadata.get(GrpcEcho.ADDRESS);
      if (address != null) {
        String backend = calls.backend(address);
        view =
            Optional.of(
                new BackendView(backend, "POST", call.path(), call.host(), Headers.NONE, Map.of()));
      }
    }

    @Override
    public void onMessage(byte[] message) {
      body = new String(message, StandardCharsets.UTF_8);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      look(trailers);
      boolean answered = status.isOk() || !trailers.keys().isEmpty();
      Answer bare =
          answered
              ? new Answer(
                  Expectation.ANSWER, 200, headers(status, trailers), body, Optional.empty(), view)
              : Answer.none(Expectation.CLOSED);
      SSLSession session = grpc.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
      if (!call.wire().protocol().isTls()) {
        answer.complete(bare);
      } else if (session == null) {
        answer.complete(Answer.none(Expectation.HANDSHAKE_FAILED));
      } else {
        answer.complete(bare.after(shown(session)));
      }
    }
  }

  private static Headers headers(Status status, Metadata trailers) {
    List<Header> all = new ArrayList<>();
    all.add(new Header("grpc-status", "" + status.getCode().value()));
    for (String name : trailers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        String value = trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        all.add(new Header(name, String.valueOf(value)));
      }
    }
    return new Headers(all);
  }

  private static Handshake shown(SSLSession session) {
    try {
      X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
      // gRPC's client speaks nothing but HTTP/2, and fails if ALPN does not say so.
      return new Handshake(certificate, "h2", session.getProtocol(), session.getCipherSuite());
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }
}
