package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.function.Consumer;

/** Where streams get their snapshots from. */
@FunctionalInterface
public interface SnapshotSource {

  /**
   * Follows the snapshots of the proxy that this node describes.
   *
   * @param listener gets the newest snapshot as soon as there is one, then each later one; called
   *     from any thread, must return at once. A snapshot that is replaced before the listener runs
   *     may be left out
   * @return ends the following when closed
   * @throws IllegalArgumentException if the node does not say what it must; the message is for the
   *     proxy's log
   */
  AutoCloseable follow(Node node, Consumer<Snapshot> listener);
}
