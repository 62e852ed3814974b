package dev.ostia.controlplane.xds;

import dev.ostia.translator.ResourceType;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells the listener what happens on one stream, each thing once. */
final class SessionReport {

  /** So that a proxy that invents a new error each time costs bounded memory. */
  private static final int MAX_ERRORS = 32;

  private static final int MAX_ERROR_LENGTH = 4096;

  private record Refusal(Set<String> names, String error) {}

  private final long streamId;
  private final String nodeId;
  private final XdsListener listener;
  private final Map<ResourceType, Set<Refusal>> told = new EnumMap<>(ResourceType.class);
  private long settled;

  SessionReport(long streamId, String nodeId, XdsListener listener) {
    this.streamId = streamId;
    this.nodeId = nodeId;
    this.listener = listener;
  }

  void sent(Update update, int bytes) {
    listener.onSend(
        streamId, nodeId, update.type().typeUrl(), update.names(), update.snapshotVersion(), bytes);
  }

  /** The proxy answered; the error is null if it took the response. */
  void answered(Subscription subscription, Update update, @Nullable String error) {
    String typeUrl = update.type().typeUrl();
    if (error != null) {
      if (!subscription.isSearch(update)) {
        refused(update, error);
      }
      return;
    }
    listener.onAck(streamId, nodeId, typeUrl, update.snapshotVersion());
    if (!subscription.inDoubt() && told.remove(update.type()) != null) {
      listener.onNackCleared(streamId, nodeId, typeUrl);
    }
  }

  private void refused(Update update, String error) {
    String reason =
        error.length() <= MAX_ERROR_LENGTH ? error : error.substring(0, MAX_ERROR_LENGTH) + "...";
    Set<Refusal> refusals = told.computeIfAbsent(update.type(), t -> new HashSet<>());
    Set<String> names = new TreeSet<>(update.names());
    if (refusals.add(new Refusal(names, reason))) {
      listener.onNack(streamId, nodeId, update.type().typeUrl(), names, reason);
    }
    if (refusals.size() > MAX_ERRORS) {
      refusals.clear();
    }
  }

  /** All was sent that could be. */
  void pumped(Iterable<Subscription> subscriptions, View view, boolean nothingRetired) {
    if (settled == view.number() || !nothingRetired) {
      return;
    }
    boolean any = false;
    for (Subscription subscription : subscriptions) {
      if (!subscription.idle() || subscription.inDoubt()) {
        return;
      }
      any |= subscription.requested;
    }
    if (any) {
      settled = view.number();
      listener.onSettled(streamId, nodeId, view.snapshot().version());
    }
  }
}
