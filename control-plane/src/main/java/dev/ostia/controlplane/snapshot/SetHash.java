package dev.ostia.controlplane.snapshot;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A hash over a set: the sum of the hashes of its members, so that a change of one among ten
 * thousand does not hash the others again. Equal sets have equal hashes in any process, in whatever
 * order they came about.
 */
record SetHash(long high, long low) {

  static final SetHash EMPTY = new SetHash(0, 0);

  /** That of a set of one, from the SHA-256 of this one. */
  static SetHash of(byte[] sha256) {
    ByteBuffer hash = ByteBuffer.wrap(sha256);
    return new SetHash(hash.getLong(), hash.getLong());
  }

  /** With the members of a set that has none in common with this one. */
  SetHash with(SetHash other) {
    return new SetHash(high + other.high, low + other.low);
  }

  /** Without the members of a set that are all in this one. */
  SetHash without(SetHash other) {
    return new SetHash(high - other.high, low - other.low);
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
