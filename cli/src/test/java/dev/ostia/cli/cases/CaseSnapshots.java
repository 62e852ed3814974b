package dev.ostia.cli.cases;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.xds.SnapshotSource;
import dev.ostia.controlplane.xds.XdsListener;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The snapshot that each gateway is to have now, and what the gateways refused. */
final class CaseSnapshots implements SnapshotSource, XdsListener {

  private final Map<String, Snapshot> current = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Snapshot>> followers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> refusals = new ConcurrentHashMap<>();
  private final Map<String, String> settled = new ConcurrentHashMap<>();

  synchronized void publish(String node, Snapshot snapshot) {
    refusals.remove(node);
    current.put(node, snapshot);
    Consumer<Snapshot> follower = followers.get(node);
    if (follower != null) {
      follower.accept(snapshot);
    }
  }

  List<String> refusals(String node) {
    return refusals.getOrDefault(node, List.of());
  }

  /** The version of the snapshot that the node took as a whole; empty if there is none yet. */
  String settled(String node) {
    return settled.getOrDefault(node, "");
  }

  @Override
  public void onSettled(long streamId, String nodeId, String snapshotVersion) {
    settled.put(nodeId, snapshotVersion);
  }

  @Override
  public synchronized AutoCloseable follow(Node node, Consumer<Snapshot> listener) {
    followers.put(node.getId(), listener);
    Snapshot snapshot = current.get(node.getId());
    if (snapshot != null) {
      listener.accept(snapshot);
    }
    return () -> followers.remove(node.getId(), listener);
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    refusals.computeIfAbsent(nodeId, n -> new CopyOnWriteArrayList<>()).add(names + ": " + error);
  }
}
