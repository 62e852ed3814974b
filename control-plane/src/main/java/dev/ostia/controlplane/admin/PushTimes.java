package dev.ostia.controlplane.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long responses take until proxies have taken them, and how many are under way. */
final class PushTimes {

  private record Push(long streamId, String typeUrl) {}

  private final MeterRegistry registry;
  private final Map<Push, Long> underWay = new ConcurrentHashMap<>();

  PushTimes(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("ostia.xds.unanswered.pushes", underWay, Map::size)
        .description("Responses that proxies have neither taken nor refused yet")
        .register(registry);
  }

  /** A response was sent. There is one at a time for each stream and type. */
  void sent(long streamId, String typeUrl) {
    underWay.put(new Push(streamId, typeUrl), System.nanoTime());
  }

  /** The proxy took it. */
  void taken(long streamId, String typeUrl, String typeLabel) {
    Long sent = underWay.remove(new Push(streamId, typeUrl));
    if (sent != null) {
      Timer.builder("ostia.xds.ack")
          .description("From a response sent to the proxy's ACK")
          .tag("type", typeLabel)
          .serviceLevelObjectives(
              Duration.ofMillis(5),
              Duration.ofMillis(25),
              Duration.ofMillis(100),
              Duration.ofMillis(500),
              Duration.ofSeconds(2),
              Duration.ofSeconds(10))
          .register(registry)
          .record(System.nanoTime() - sent, TimeUnit.NANOSECONDS);
    }
  }

  /** The proxy refused it. */
  void refused(long streamId, String typeUrl) {
    underWay.remove(new Push(streamId, typeUrl));
  }

  /** The stream has ended. */
  void forget(long streamId) {
    underWay.keySet().removeIf(push -> push.streamId() == streamId);
  }
}
