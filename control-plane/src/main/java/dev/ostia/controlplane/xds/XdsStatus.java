package dev.ostia.controlplane.xds;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The side table of all streams that are open: what each proxy was sent, took and refused. Written
 * by the streams, read by anyone, knows of no other way back.
 */
public final class XdsStatus implements XdsListener {

  /** Of a refused response that held more resources only so many are named. */
  private static final int MAX_NAMES = 100;

  private final InstantSource clock;
  private final Map<Long, StreamStatus> streams = new ConcurrentHashMap<>();

  /** An empty table that takes its times from this clock. */
  public XdsStatus(InstantSource clock) {
    this.clock = clock;
  }

  /** The open streams at this moment, the oldest first. */
  public List<StreamStatus> streams() {
    return streams.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    streams.put(
        streamId,
        new StreamStatus(streamId, nodeId, peer, delta, clock.instant(), null, null, Map.of()));
  }

  @Override
  public void onDisconnect(long streamId, String nodeId) {
    streams.remove(streamId);
  }

  @Override
  public void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    change(streamId, typeUrl, type -> type.sent(version, bytes, clock.instant()));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    change(streamId, typeUrl, type -> type.acked(snapshotVersion, clock.instant()));
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    List<String> first = names.stream().sorted().limit(MAX_NAMES).toList();
    change(
        streamId,
        typeUrl,
        type ->
            type.refused(
                new Refusal(
                    type.sentVersion() == null ? "" : type.sentVersion(),
                    first,
                    names.size(),
                    error,
                    clock.instant())));
  }

  @Override
  public void onNackCleared(long streamId, String nodeId, String typeUrl) {
    change(streamId, typeUrl, TypeStatus::cleared);
  }

  @Override
  public void onSettled(long streamId, String nodeId, String snapshotVersion) {
    streams.computeIfPresent(
        streamId, (id, stream) -> stream.settled(snapshotVersion, clock.instant()));
  }

  private void change(long streamId, String typeUrl, UnaryOperator<TypeStatus> change) {
    streams.computeIfPresent(streamId, (id, stream) -> stream.with(typeUrl, change));
  }
}
