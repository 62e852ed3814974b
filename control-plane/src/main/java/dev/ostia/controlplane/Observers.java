package dev.ostia.controlplane;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import java.util.Set;

/** Passes on what happens to all who watch; none of them can change it. */
final class Observers implements GroupListener, XdsListener {

  private volatile List<GroupListener> ofGroups = List.of();
  private volatile List<XdsListener> ofStreams = List.of();

  /** Sets who watches; before anything happens. */
  void set(List<GroupListener> groups, List<XdsListener> streams) {
    ofGroups = List.copyOf(groups);
    ofStreams = List.copyOf(streams);
  }

  @Override
  public void onRound(StoreState state, List<GroupUpdate> updates) {
    ofGroups.forEach(observer -> observer.onRound(state, updates));
  }

  @Override
  public void onJoin(String nodeId, Proxy proxy) {
    ofGroups.forEach(observer -> observer.onJoin(nodeId, proxy));
  }

  @Override
  public void onLeave(String nodeId, Proxy proxy) {
    ofGroups.forEach(observer -> observer.onLeave(nodeId, proxy));
  }

  @Override
  public void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    ofStreams.forEach(observer -> observer.onConnect(streamId, nodeId, peer, delta));
  }

  @Override
  public void onDisconnect(long streamId, String nodeId) {
    ofStreams.forEach(observer -> observer.onDisconnect(streamId, nodeId));
  }

  @Override
  public void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    ofStreams.forEach(
        observer -> observer.onSend(streamId, nodeId, typeUrl, names, version, bytes));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    ofStreams.forEach(observer -> observer.onAck(streamId, nodeId, typeUrl, snapshotVersion));
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    ofStreams.forEach(observer -> observer.onNack(streamId, nodeId, typeUrl, names, error));
  }

  @Override
  public void onNackCleared(long streamId, String nodeId, String typeUrl) {
    ofStreams.forEach(observer -> observer.onNackCleared(streamId, nodeId, typeUrl));
  }

  @Override
  public void onSettled(long streamId, String nodeId, String snapshotVersion) {
    ofStreams.forEach(observer -> observer.onSettled(streamId, nodeId, snapshotVersion));
  }
}
