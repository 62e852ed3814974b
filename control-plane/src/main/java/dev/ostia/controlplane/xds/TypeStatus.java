package dev.ostia.controlplane.xds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one type stands on a stream. Versions are those of the snapshots that the responses were made
 * from; a snapshot that changes nothing of the type makes no response.
 *
 * @param sentVersion of the last response; null if there was none
 * @param ackedVersion of the last response that the proxy took; null if it took none
 * @param refusal what the proxy refuses at the moment; null if nothing
 * @param responses how many were sent
 * @param bytes how many were sent in all responses
 * @param refusals how many distinct errors there were
 */
public record TypeStatus(
    @Nullable String sentVersion,
    @Nullable Instant sentAt,
    @Nullable String ackedVersion,
    @Nullable Instant ackedAt,
    @Nullable Refusal refusal,
    long responses,
    long bytes,
    long refusals) {

  static final TypeStatus NEW = new TypeStatus(null, null, null, null, null, 0, 0, 0);

  TypeStatus sent(String version, int size, Instant now) {
    return new TypeStatus(
        version, now, ackedVersion, ackedAt, refusal, responses + 1, bytes + size, refusals);
  }

  TypeStatus acked(String version, Instant now) {
    return new TypeStatus(sentVersion, sentAt, version, now, refusal, responses, bytes, refusals);
  }

  TypeStatus refused(Refusal newest) {
    return new TypeStatus(
        sentVersion, sentAt, ackedVersion, ackedAt, newest, responses, bytes, refusals + 1);
  }

  TypeStatus cleared() {
    return new TypeStatus(
        sentVersion, sentAt, ackedVersion, ackedAt, null, responses, bytes, refusals);
  }
}
