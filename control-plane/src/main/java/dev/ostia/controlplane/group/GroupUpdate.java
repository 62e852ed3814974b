package dev.ostia.controlplane.group;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Proxy;
import java.util.Map;

/**
 * What one round of translation did for one group of proxies.
 *
 * @param before the translation that the group had; empty at first
 * @param after the translation that it has now; with the resources of before if translating failed
 * @param diffs how the resources of both differ; found once, for all who tell of it
 * @param snapshot what its streams are given now
 * @param publishedNanos {@link System#nanoTime} just before its streams were told
 * @param first whether nobody was given an earlier translation: the group is new, or all had left
 *     it
 * @param translateNanos time spent on translating
 * @param packNanos time spent on packing and hashing
 */
public record GroupUpdate(
    Proxy proxy,
    Translation before,
    Translation after,
    Map<ResourceType, ResourceDiff> diffs,
    Snapshot snapshot,
    long publishedNanos,
    boolean first,
    long translateNanos,
    long packNanos) {

  /** An update with the differences between the two translations. */
  public GroupUpdate(
      Proxy proxy,
      Translation before,
      Translation after,
      Snapshot snapshot,
      long publishedNanos,
      boolean first,
      long translateNanos,
      long packNanos) {
    this(
        proxy,
        before,
        after,
        ResourceDiff.byType(before, after),
        snapshot,
        publishedNanos,
        first,
        translateNanos,
        packNanos);
  }

  /** How the resources of a type differ from those before. */
  public ResourceDiff diff(ResourceType type) {
    return diffs.getOrDefault(type, ResourceDiff.NONE);
  }
}
