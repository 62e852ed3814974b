package dev.ostia.controlplane.admin;

import com.google.protobuf.Message;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.translator.ResourceType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;

/** How much of a translation was taken over from the one before. */
final class ReuseCounters {

  private final MeterRegistry registry;

  ReuseCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts one translation. */
  @SuppressWarnings("ReferenceEquality") // What was taken over is the same instance.
  void count(GroupUpdate update) {
    for (ResourceType type : ResourceType.values()) {
      Map<String, Message> before = update.before().resources(type);
      Map<String, Message> after = update.after().resources(type);
      long reused = after.size();
      if (before != after) {
        reused =
            after.entrySet().stream()
                .filter(entry -> before.get(entry.getKey()) == entry.getValue())
                .count();
      }
      counter("reused", type).increment((double) reused);
      counter("built", type).increment((double) (after.size() - reused));
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
