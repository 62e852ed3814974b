package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.report.AtFault;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows which objects a refusal is about. Thread-safe. */
final class Suspects implements GroupListener {

  private final Map<String, Proxy> nodes = new ConcurrentHashMap<>();
  private final Map<Proxy, Translation> translations = new ConcurrentHashMap<>();
  private volatile @Nullable StoreState state;

  /** The objects with their places; empty if nothing is known. */
  List<String> of(String nodeId, String typeUrl, Set<String> names, String error) {
    StoreState store = state;
    Proxy proxy = nodes.get(nodeId);
    Translation translation = proxy == null ? null : translations.get(proxy);
    if (store == null || translation == null) {
      return List.of();
    }
    return AtFault.withPlaces(
        AtFault.origins(typeUrl, AtFault.refused(names, error), translation), store.view());
  }

  @Override
  public void onRound(StoreState store, List<GroupUpdate> updates) {
    state = store;
    updates.forEach(update -> translations.put(update.proxy(), update.after()));
  }

  @Override
  public void onJoin(String nodeId, Proxy proxy) {
    nodes.put(nodeId, proxy);
  }

  @Override
  public void onLeave(String nodeId, Proxy proxy) {
    nodes.remove(nodeId, proxy);
    if (!nodes.containsValue(proxy)) {
      translations.remove(proxy);
    }
  }
}
