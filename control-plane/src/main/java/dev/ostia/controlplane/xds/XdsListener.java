package dev.ostia.controlplane.xds;

import java.util.Set;

/** Told of what proxies answer. Called on stream threads; must return at once. */
public interface XdsListener {

  /** A stream whose node is known has begun. */
  default void onConnect(long streamId, String nodeId, String peer, boolean delta) {}

  /** A stream has ended. */
  default void onDisconnect(long streamId, String nodeId) {}

  /** A response made from the snapshot of this version was sent. */
  default void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {}

  /** The proxy took the response made from the snapshot of this version. */
  default void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {}

  /**
   * The proxy refused the response; names are those that the response held. Called once for each
   * distinct error and set of names, until the type is free of errors again.
   */
  default void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {}

  /** The proxy no longer refuses anything of this type. */
  default void onNackCleared(long streamId, String nodeId, String typeUrl) {}

  /**
   * The proxy has ACKed all that it wants of this snapshot, removals included. Not called for a
   * snapshot that was replaced before, nor while the proxy refuses something.
   */
  default void onSettled(long streamId, String nodeId, String snapshotVersion) {}
}
