package dev.ostia.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A client that does just what a test says. It sends its node with the first request only, and ACKs
 * nothing by itself.
 */
abstract class ScriptedClient {

  private static final int PATIENCE_SECONDS = 20;

  final Node node;
  final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();

  /** Completed with the status when the server ends the stream. */
  final CompletableFuture<Status> ended = new CompletableFuture<>();

  ScriptedClient(String nodeId) {
    this.node = Node.newBuilder().setId(nodeId).build();
  }

  /** Asks for these too; for all there are if there are no names. */
  abstract void watch(ResourceType type, String... names);

  abstract void unwatch(ResourceType type, String... names);

  abstract void ack(Received response);

  abstract void nack(Received response, String error);

  abstract boolean isDelta();

  /** The next response, which must be of this type. */
  Received next(ResourceType type) {
    Received received = next();
    assertThat(received.typeUrl()).isEqualTo(type.typeUrl());
    return received;
  }

  private Received next() {
    try {
      Received received = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (received == null) {
        throw new AssertionError("no response; the stream: " + ended);
      }
      return received;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next response must hold just these, each as {@code name=version}. */
  Received expect(ResourceType type, String... resources) {
    Received received = next(type);
    assertThat(received.resources()).containsExactly(resources);
    assertThat(received.removed()).isEmpty();
    return received;
  }

  /** The same where a name was asked for that is not there, which is said of secrets. */
  Received expectLacking(ResourceType type, String missing, String... resources) {
    Received received = next(type);
    assertThat(received.resources()).containsExactly(resources);
    if (isDelta() && type == ResourceType.SECRET) {
      assertThat(received.removed()).containsExactly(missing);
    } else {
      assertThat(received.removed()).isEmpty();
    }
    return received;
  }

  Received expectAndAck(ResourceType type, String... resources) {
    Received received = expect(type, resources);
    ack(received);
    return received;
  }

  /** One resource is new or changed, others of the type stay as they are. */
  Received expectChange(ResourceType type, String changed, String... others) {
    if (isDelta() || !Subscription.mayOmitNames(type)) {
      return expect(type, changed);
    }
    List<String> all = new ArrayList<>(List.of(others));
    all.add(changed);
    all.sort(null);
    return expect(type, all.toArray(String[]::new));
  }

  /** A resource is gone and others are left. SotW can say so of listeners and clusters only. */
  void expectGoneAndAck(ResourceType type, String gone, String... left) {
    if (isDelta()) {
      Received received = next(type);
      assertThat(received.resources()).isEmpty();
      assertThat(received.removed()).containsExactly(gone);
      ack(received);
    } else if (Subscription.mayOmitNames(type)) {
      expectAndAck(type, left);
    } else {
      expectNothing();
    }
  }

  /**
   * Nothing is to come. Asks for something of another type and sees that only that comes: what the
   * server had to say until then would have come before.
   */
  void expectNothing() {
    expectNothing(ResourceType.SECRET);
  }

  /** As above, for tests that use secrets themselves. */
  void expectNothing(ResourceType fence) {
    watch(fence, Sample.FENCE);
    Received received = next();
    assertThat(received.typeUrl()).as("%s", received).isEqualTo(fence.typeUrl());
    assertThat(received.resources()).containsExactly(Sample.FENCE + "=v1");
    ack(received);
    unwatch(fence, Sample.FENCE);
    assertThat(inbox).isEmpty();
  }

  /** Hands the end of the stream to {@link #ended}. */
  final <T> StreamObserver<T> observer(Function<T, Received> read) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T response) {
        inbox.add(read.apply(response));
      }

      @Override
      public void onError(Throwable error) {
        ended.complete(Status.fromThrowable(error));
      }

      @Override
      public void onCompleted() {
        ended.complete(Status.OK);
      }
    };
  }

  /** Ends the stream. */
  abstract void close();
}
