package dev.ostia.cli.certs;

import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A proxy that shows a certificate. */
final class SecuredClient implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final int port;
  private final ManagedChannel channel;

  /** The name of a cluster, or the status that ended the stream. */
  private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();

  private final AtomicReference<@Nullable StreamObserver<DeltaDiscoveryRequest>> requests =
      new AtomicReference<>();

  private SecuredClient(int port, ChannelCredentials credentials) {
    this.port = port;
    this.channel = Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials).build();
  }

  /** Not yet connected. */
  static SecuredClient of(
      SecuredServer server, Authority trusted, @Nullable KeyedCertificate certificate) {
    try {
      TlsChannelCredentials.Builder credentials =
          TlsChannelCredentials.newBuilder()
              .trustManager(new ByteArrayInputStream(trusted.own().certificatePem()));
      if (certificate != null) {
        credentials.keyManager(
            new ByteArrayInputStream(certificate.certificatePem()),
            new ByteArrayInputStream(certificate.keyPem()));
      }
      return new SecuredClient(server.port(), credentials.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for clusters as this node; the name of the first that comes. */
  String subscribe(Node node) {
    open(node);
    return next();
  }

  /** The name of the next cluster. */
  String next() {
    Object answer = poll();
    if (answer instanceof String name) {
      return name;
    }
    throw new AssertionError("no cluster but " + answer);
  }

  /** Asks for clusters as this node; how that ends. */
  Status refusal(Node node) {
    open(node);
    Object answer = poll();
    if (answer instanceof Status status) {
      return status;
    }
    throw new AssertionError("it was answered with " + answer);
  }

  private Object poll() {
    try {
      Object answer = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer");
      }
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void open(Node node) {
    StreamObserver<DeltaDiscoveryRequest> stream =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .deltaAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DeltaDiscoveryResponse response) {
                    response.getResourcesList().forEach(one -> inbox.add(one.getName()));
                    acknowledge(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    inbox.add(Status.fromThrowable(error));
                  }

                  @Override
                  public void onCompleted() {
                    inbox.add(Status.OK);
                  }
                });
    requests.set(stream);
    stream.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(node)
            .setTypeUrl(ResourceType.CLUSTER.typeUrl())
            .build());
  }

  private void acknowledge(DeltaDiscoveryResponse response) {
    StreamObserver<DeltaDiscoveryRequest> stream = requests.get();
    if (stream != null) {
      stream.onNext(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(response.getTypeUrl())
              .setResponseNonce(response.getNonce())
              .build());
    }
  }

  /** Asks for the server's health. */
  Status health() {
    try {
      HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** The serial number of the certificate that a new connection is shown. */
  BigInteger serverSerial() {
    AtomicReference<@Nullable BigInteger> serial = new AtomicReference<>();
    X509TrustManager noting =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String authType) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String authType) {
            serial.set(chain[0].getSerialNumber());
          }

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {noting}, new SecureRandom());
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
        socket.startHandshake();
      } catch (IOException e) {
        // The server wants a certificate; what it showed is known by then.
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    BigInteger shown = serial.get();
    if (shown == null) {
      throw new AssertionError("the server showed no certificate");
    }
    return shown;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
