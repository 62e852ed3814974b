package dev.ostia.controlplane.group;

import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.config.Proxy;
import java.util.List;

/** Told of what the groups do. Called on the translation thread; must return at once. */
public interface GroupListener {

  /**
   * A state was translated for these groups and published to their streams. States that were
   * replaced before their turn came are part of the one that is reported: its changes are the sum.
   *
   * @param state the state; its {@code changed} is empty if a group only caught up with it
   */
  default void onRound(StoreState state, List<GroupUpdate> updates) {}

  /** A proxy has joined a group. */
  default void onJoin(String nodeId, Proxy proxy) {}

  /** A proxy has left its group. */
  default void onLeave(String nodeId, Proxy proxy) {}
}
