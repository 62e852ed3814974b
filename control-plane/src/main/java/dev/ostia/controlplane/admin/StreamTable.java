package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.xds.XdsListener;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each stream was sent and what its proxy said to it. Thread-safe. */
public final class StreamTable implements XdsListener {

  /**
   * One resource type of one stream.
   *
   * @param sentVersion the snapshot that the last response was made from
   * @param resources how many resources that response held
   * @param nack Envoy's reason if it refused the last response
   * @param refused what that response held; empty if it was not refused
   */
  public record TypeStatus(
      @Nullable String sentVersion,
      @Nullable Instant sentAt,
      int resources,
      @Nullable String ackedVersion,
      @Nullable Instant ackedAt,
      @Nullable String nack,
      @Nullable Instant nackedAt,
      Set<String> refused) {

    static final TypeStatus NEW = new TypeStatus(null, null, 0, null, null, null, null, Set.of());

    /** In a word, as {@code istioctl proxy-status} puts it. */
    public String state() {
      if (nack != null) {
        return "ERROR";
      }
      if (sentVersion == null) {
        return "NOT SENT";
      }
      return ackedAt != null && sentAt != null && !ackedAt.isBefore(sentAt) ? "SYNCED" : "STALE";
    }
  }

  /** One stream with its types, by type URL. */
  public record StreamStatus(
      long id,
      String nodeId,
      String peer,
      boolean delta,
      Instant connectedAt,
      Map<String, TypeStatus> types) {}

  private final Clock clock;
  private final Map<Long, StreamStatus> streams = new LinkedHashMap<>();

  /** An empty table that takes its times from this clock. */
  public StreamTable(Clock clock) {
    this.clock = clock;
  }

  /** All streams, the oldest first. */
  public synchronized List<StreamStatus> streams() {
    List<StreamStatus> copy = new ArrayList<>();
    for (StreamStatus stream : streams.values()) {
      copy.add(
          new StreamStatus(
              stream.id,
              stream.nodeId,
              stream.peer,
              stream.delta,
              stream.connectedAt,
              new TreeMap<>(stream.types)));
    }
    return copy;
  }

  @Override
  public synchronized void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    streams.put(
        streamId,
        new StreamStatus(streamId, nodeId, peer, delta, clock.instant(), new TreeMap<>()));
  }

  @Override
  public synchronized void onDisconnect(long streamId, String nodeId) {
    streams.remove(streamId);
  }

  @Override
  public void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    update(
        streamId,
        typeUrl,
        old ->
            new TypeStatus(
                version,
                clock.instant(),
                names.size(),
                old.ackedVersion,
                old.ackedAt,
                null,
                null,
                Set.of()));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    update(
        streamId,
        typeUrl,
        old ->
            new TypeStatus(
                old.sentVersion,
                old.sentAt,
                old.resources,
                snapshotVersion,
                clock.instant(),
                null,
                null,
                Set.of()));
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    update(
        streamId,
        typeUrl,
        old ->
            new TypeStatus(
                old.sentVersion,
                old.sentAt,
                old.resources,
                old.ackedVersion,
                old.ackedAt,
                error,
                clock.instant(),
                Set.copyOf(names)));
  }

  private synchronized void update(
      long streamId, String typeUrl, UnaryOperator<TypeStatus> change) {
    StreamStatus stream = streams.get(streamId);
    if (stream != null) {
      stream.types.put(typeUrl, change.apply(stream.types.getOrDefault(typeUrl, TypeStatus.NEW)));
    }
  }
}
