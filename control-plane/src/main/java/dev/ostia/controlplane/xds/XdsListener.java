package dev.ostia.controlplane.xds;

import java.util.Set;

/** Told of what proxies answer. Called on stream threads; must return at once. */
public interface XdsListener {

  /** A stream whose node is known has begun. */
  default void onConnect(long streamId, String nodeId, String peer, boolean delta) {}

  /** A stream has ended. */
  default void onDisconnect(long streamId, String nodeId) {}

  /** A response was sent. */
  default void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {}

  /** The proxy took the response. */
  default void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {}

  /** The proxy refused the response; names are those that the response held. */
  default void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {}
}
