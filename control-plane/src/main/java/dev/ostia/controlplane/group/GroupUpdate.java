package dev.ostia.controlplane.group;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Proxy;

/**
 * What one round of translation did for one group of proxies.
 *
 * @param before the translation that the group had; empty at first
 * @param after the translation that it has now; with the resources of before if translating failed
 * @param snapshot what its streams are given now
 * @param publishedNanos {@link System#nanoTime} just before its streams were told
 * @param first whether this is the group's first translation
 * @param translateNanos time spent on translating
 * @param packNanos time spent on packing and hashing
 */
public record GroupUpdate(
    Proxy proxy,
    Translation before,
    Translation after,
    Snapshot snapshot,
    long publishedNanos,
    boolean first,
    long translateNanos,
    long packNanos) {}
