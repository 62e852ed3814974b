package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.Authentication;
import dev.ostia.controlplane.xds.tls.FollowedTls;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.buffer.PooledByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves snapshots over ADS, incremental and state of the world, with {@code grpc.health.v1} and
 * server reflection on the same port.
 */
public final class XdsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(XdsServer.class);

  /** A proxy that reconnects names every resource that it has. */
  private static final int MAX_REQUEST_BYTES = 32 << 20;

  private final XdsOptions options;
  private final AdsService ads;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("xds-timer").factory());
  private final AtomicBoolean closed = new AtomicBoolean();
  private final @Nullable FollowedTls tls;
  private final Server server;

  /**
   * Not yet listening; see {@link #start}.
   *
   * @throws UnusableTlsException if the files of {@link XdsOptions#tls} cannot be used
   */
  public XdsServer(XdsOptions options, SnapshotSource source, XdsListener listener) {
    this.options = options;
    this.tls = options.tls() == null ? null : FollowedTls.of(options.tls());
    RefusalLog refusals = new RefusalLog();
    byte[] unique = new byte[4];
    new SecureRandom().nextBytes(unique);
    this.ads =
        new AdsService(
            new StreamContext(
                source,
                listener,
                options,
                new SnapshotChanges.Memo(),
                threads,
                timer,
                refusals,
                HexFormat.of().formatHex(unique) + "-"));
    setServing(false);
    this.server =
        NettyServerBuilder.forAddress(
                options.address(),
                tls == null ? InsecureServerCredentials.create() : tls.credentials())
            .executor(threads)
            .withChildOption(ChannelOption.ALLOCATOR, buffers())
            .maxInboundMessageSize(MAX_REQUEST_BYTES)
            .permitKeepAliveWithoutCalls(true)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .maxConnectionAge(options.maxConnectionAge().toMillis(), TimeUnit.MILLISECONDS)
            .maxConnectionAgeGrace(10, TimeUnit.SECONDS)
            .intercept(new PeerInterceptor(options.tokens(), refusals))
            .addService(ads)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
  }

  /**
   * Keeps little for what is sent and received, in pieces of 128 KiB, where gRPC's keeps 2 MiB for
   * each of its threads. What is larger is taken from the system and given back at once.
   */
  private static ByteBufAllocator buffers() {
    int pageBytes = 8 << 10;
    int chunkPagesLog2 = 4;
    return new PooledByteBufAllocator(
        true,
        0,
        1,
        pageBytes,
        chunkPagesLog2,
        PooledByteBufAllocator.defaultSmallCacheSize(),
        PooledByteBufAllocator.defaultNormalCacheSize(),
        PooledByteBufAllocator.defaultUseCacheForAllThreads());
  }

  /**
   * Starts to listen.
   *
   * @throws IOException if the address cannot be bound
   */
  public XdsServer start() throws IOException {
    server.start();
    if (options.authentication() == Authentication.NONE) {
      LOG.warn(
          "xDS on {}:{} {}: anyone who reaches it can read the configuration, and no Secret is"
              + " served",
          options.address().getHostString(),
          port(),
          options.tls() == null
              ? "is open to other machines in plain text"
              : "asks for no client certificates (--xds-client-ca)");
    }
    return this;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** What the health service says; NOT_SERVING until this is called. */
  public void setServing(boolean serving) {
    ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(AggregatedDiscoveryServiceGrpc.SERVICE_NAME, status);
  }

  /** Takes no new connections, ends all streams and waits shortly for the connections to end. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    if (tls != null) {
      tls.close();
    }
    health.enterTerminalState();
    server.shutdown();
    ads.close();
    try {
      if (!server.awaitTermination(options.stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    threads.shutdown();
  }
}
