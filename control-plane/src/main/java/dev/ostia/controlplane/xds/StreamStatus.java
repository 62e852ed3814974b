package dev.ostia.controlplane.xds;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a stream stands.
 *
 * @param peer address of the proxy
 * @param delta whether it speaks the incremental protocol
 * @param settledVersion newest snapshot of which the proxy has ACKed all that it wants; null if
 *     there is none yet
 * @param types by type URL, sorted; only those of which something was sent
 */
public record StreamStatus(
    long streamId,
    String nodeId,
    String peer,
    boolean delta,
    Instant connectedSince,
    @Nullable String settledVersion,
    @Nullable Instant settledAt,
    Map<String, TypeStatus> types) {

  StreamStatus settled(String version, Instant now) {
    return new StreamStatus(streamId, nodeId, peer, delta, connectedSince, version, now, types);
  }

  StreamStatus with(String typeUrl, UnaryOperator<TypeStatus> change) {
    Map<String, TypeStatus> next = new TreeMap<>(types);
    next.put(typeUrl, change.apply(types.getOrDefault(typeUrl, TypeStatus.NEW)));
    return new StreamStatus(
        streamId,
        nodeId,
        peer,
        delta,
        connectedSince,
        settledVersion,
        settledAt,
        Collections.unmodifiableMap(next));
  }
}
