package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.translator.ResourceType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** How much of a translation was taken over from the one before. */
final class ReuseCounters {

  private final MeterRegistry registry;

  ReuseCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts one translation. */
  void count(GroupUpdate update) {
    for (ResourceType type : ResourceType.values()) {
      int built = update.diff(type).built();
      counter("reused", type).increment(update.after().resources(type).size() - built);
      counter("built", type).increment(built);
    }
  }

  private Counter counter(String how, ResourceType type) {
    return Counter.builder("ostia.translate.resources")
        .description("Resources of translations: built anew, or reused from the one before")
        .tag("how", how)
        .tag("type", type.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
