package dev.ostia.controlplane.store;

/** Told of every published state, on the store's thread. */
@FunctionalInterface
public interface StoreListener {

  /** The configuration is now this. The first call comes when every source has synced. */
  void onPublish(StoreState state);
}
