package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server on a free port, what it serves, and its clients. */
final class Harness implements AutoCloseable, SnapshotSource, XdsListener {

  /** Long enough that what a test sees never happened because time ran out. */
  private static final Duration NEVER = Duration.ofMinutes(10);

  record Nack(String typeUrl, Set<String> names, String error) {}

  final List<Nack> nacks = new CopyOnWriteArrayList<>();
  final List<String> events = new CopyOnWriteArrayList<>();
  final AtomicInteger following = new AtomicInteger();
  final XdsServer server;
  final ManagedChannel channel;
  private final List<Consumer<Snapshot>> followers = new CopyOnWriteArrayList<>();
  private @Nullable Snapshot newest;

  Harness() {
    this(options().withWaits(NEVER, NEVER, Duration.ZERO));
  }

  Harness(XdsOptions options) {
    try {
      server = new XdsServer(options, this, this).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel =
        Grpc.newChannelBuilderForAddress(
                InetAddress.getLoopbackAddress().getHostAddress(),
                server.port(),
                InsecureChannelCredentials.create())
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  static XdsOptions options() {
    return XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withIdentifier("ostia-test");
  }

  DeltaClient delta() {
    return new DeltaClient(channel, "proxy");
  }

  SotwClient sotw() {
    return new SotwClient(channel, "proxy");
  }

  ScriptedClient client(boolean delta) {
    return delta ? delta() : sotw();
  }

  synchronized void publish(Sample sample) {
    publish(sample.build());
  }

  synchronized void publish(Snapshot snapshot) {
    newest = snapshot;
    followers.forEach(follower -> follower.accept(snapshot));
  }

  @Override
  public synchronized AutoCloseable follow(Node node, Consumer<Snapshot> listener) {
    if (node.getId().isEmpty()) {
      throw new IllegalArgumentException("the node has no id");
    }
    followers.add(listener);
    following.incrementAndGet();
    if (newest != null) {
      listener.accept(newest);
    }
    return () -> {
      followers.remove(listener);
      following.decrementAndGet();
    };
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    nacks.add(new Nack(typeUrl, names, error));
    events.add("nack " + typeOf(typeUrl) + " " + names);
  }

  @Override
  public void onNackCleared(long streamId, String nodeId, String typeUrl) {
    events.add("cleared " + typeOf(typeUrl));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    events.add("ack " + typeOf(typeUrl) + " " + snapshotVersion);
  }

  @Override
  public void onSettled(long streamId, String nodeId, String snapshotVersion) {
    events.add("settled " + snapshotVersion);
  }

  private static String typeOf(String typeUrl) {
    for (ResourceType type : ResourceType.values()) {
      if (type.typeUrl().equals(typeUrl)) {
        return type.name();
      }
    }
    return typeUrl;
  }

  @Override
  public void close() {
    server.close();
    channel.shutdownNow();
  }
}
