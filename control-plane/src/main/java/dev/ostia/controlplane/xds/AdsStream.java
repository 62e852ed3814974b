package dev.ostia.controlplane.xds;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.MessageLite;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.xds.identity.Admission;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ADS stream of either protocol. Requests, snapshots and timers come from any thread; all of
 * them are worked on in sequence by the stream's own executor. A request is taken from the
 * connection when the one before is done, a snapshot that is replaced in the meantime is left out,
 * and nothing is sent while the proxy does not read: so a stream costs bounded memory.
 */
final class AdsStream<Q, R extends MessageLite> implements StreamObserver<Q>, Session.Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(AdsStream.class);

  /** Requests kept until the proxy says who it is; one for each type is what proxies send. */
  private static final int MAX_EARLY_REQUESTS = 64;

  private static final int MAX_UNKNOWN_TYPES = 16;

  private static final Map<String, ResourceType> TYPES =
      Stream.of(ResourceType.values())
          .collect(Collectors.toUnmodifiableMap(ResourceType::typeUrl, Function.identity()));

  private final long id;
  private final Peer peer;
  private final Wire<Q, R> wire;
  private final StreamContext context;
  private final ServerCallStreamObserver<R> out;
  private final Runnable onEnd;
  private final Executor sequence;

  private final AtomicReference<@Nullable Snapshot> newest = new AtomicReference<>();
  private final List<Request> early = new ArrayList<>();
  private final Set<String> unknownTypes = new HashSet<>();
  private @Nullable Connected connected;
  private final Alarm alarm;
  private boolean ended;

  /** What there is once the node is known. */
  private record Connected(
      String nodeId, Session session, SessionReport report, AutoCloseable following) {}

  AdsStream(
      long id,
      Peer peer,
      Wire<Q, R> wire,
      StreamContext context,
      ServerCallStreamObserver<R> out,
      Runnable onEnd) {
    this.id = id;
    this.peer = peer;
    this.wire = wire;
    this.context = context;
    this.out = out;
    this.onEnd = onEnd;
    this.sequence = MoreExecutors.newSequentialExecutor(context.threads());
    this.alarm = new Alarm(context.timer(), () -> run(this::onAlarm));
    out.disableAutoRequest();
    out.setOnReadyHandler(() -> run(this::pump));
    out.setOnCancelHandler(() -> run(this::end));
    out.request(1);
  }

  @Override
  public void onNext(Q message) {
    run(
        () -> {
          take(wire.read(message));
          if (!ended) {
            out.request(1);
          }
        });
  }

  @Override
  public void onError(Throwable error) {
    run(this::end);
  }

  @Override
  public void onCompleted() {
    run(
        () -> {
          if (!ended) {
            end();
            out.onCompleted();
          }
        });
  }

  /** Ends the stream from our side. */
  void close(Status status) {
    run(() -> fail(status));
  }

  private void run(Runnable work) {
    try {
      sequence.execute(() -> guarded(work));
    } catch (RejectedExecutionException e) {
      // The server has stopped; the stream ended with it.
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
      if (!ended) {
        alarm.set(connected == null ? Alarm.NEVER : connected.session.wakeAtNanos());
      }
    } catch (RuntimeException e) {
      LOG.error("ADS stream {} of {} failed and is closed", id, peer, e);
      fail(Status.INTERNAL.withDescription("the control plane failed on this stream"));
    }
  }

  private void take(Request request) {
    if (ended) {
      return;
    }
    if (connected != null) {
      handle(connected.session, request);
      return;
    }
    if (early.size() < MAX_EARLY_REQUESTS) {
      early.add(request);
    }
    if (request.node() == null) {
      if (early.size() == 1) {
        LOG.info("ADS stream {} of {}: no node yet; nothing is sent until one comes", id, peer);
      }
      return;
    }
    connect(request.node());
  }

  /** A proxy that may not be who it says gets nothing, not even to wait. */
  private boolean refuse(Node node) {
    if (!context.options().authentication().isChecked()) {
      return false;
    }
    Optional<String> refusal = Admission.refusal(peer.proof(), peer.identities(), node);
    refusal.ifPresent(reason -> refuse(node, Status.PERMISSION_DENIED, reason));
    return refusal.isPresent();
  }

  private void refuse(Node node, Status status, String reason) {
    context.refusals().refused(node.getId(), peer.address(), reason);
    fail(status.withDescription(reason));
  }

  private void connect(Node node) {
    if (refuse(node)) {
      return;
    }
    SessionReport report = new SessionReport(id, node.getId(), context.listener());
    String noncePrefix = context.noncePrefix() + id + "-";
    Session session =
        new Session(
            wire.delta(),
            noncePrefix,
            context.options(),
            context.memo(),
            this,
            report,
            System::nanoTime);
    AutoCloseable following;
    try {
      following = context.source().follow(node, this::offer);
    } catch (IllegalArgumentException e) {
      refuse(node, Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
      return;
    }
    connected = new Connected(node.getId(), session, report, following);
    context.listener().onConnect(id, node.getId(), peer.address(), wire.delta());
    for (Request request : early) {
      handle(session, request);
    }
    early.clear();
  }

  private void handle(Session session, Request request) {
    ResourceType type = TYPES.get(request.typeUrl());
    if (type != null) {
      session.request(type, request);
    } else if (unknownTypes.size() < MAX_UNKNOWN_TYPES && unknownTypes.add(request.typeUrl())) {
      LOG.info(
          "ADS stream {} of {}: asks for the type '{}', which is not served; not answered",
          id,
          peer,
          request.typeUrl());
    }
  }

  /** Takes a snapshot from any thread. */
  private void offer(Snapshot snapshot) {
    if (newest.getAndSet(snapshot) == null) {
      run(this::takeSnapshot);
    }
  }

  private void takeSnapshot() {
    Snapshot snapshot = newest.getAndSet(null);
    if (snapshot != null && connected != null && !ended) {
      connected.session.snapshot(snapshot);
    }
  }

  private void pump() {
    if (connected != null && !ended) {
      connected.session.pump();
    }
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void send(Update update) {
    R response = wire.write(update);
    out.onNext(response);
    if (connected != null) {
      connected.report.sent(update, response.getSerializedSize());
    }
  }

  private void onAlarm() {
    alarm.cancel(); // So that it is set anew, be it to the same moment.
    pump();
  }

  private void fail(Status status) {
    if (!ended) {
      end();
      if (!out.isCancelled()) {
        out.onError(status.asRuntimeException());
      }
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    alarm.cancel();
    onEnd.run();
    if (connected != null) {
      try {
        connected.following.close();
      } catch (Exception e) {
        LOG.warn("ADS stream {} of {}: could not stop following", id, peer, e);
      }
      context.listener().onDisconnect(id, connected.nodeId);
    }
  }
}
