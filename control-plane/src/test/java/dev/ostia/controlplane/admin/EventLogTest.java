package dev.ostia.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ostia.controlplane.admin.EventLog.Event;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final String RDS = ResourceType.ROUTE.typeUrl();
  private static final Proxy PROXY = Proxy.defaultIngressGateway();
  private static final ObjectKey SHOP = new ObjectKey(Kind.VIRTUAL_SERVICE, "default", "shop");
  private static final Translation NOTHING = new Translation(Map.of(), Map.of(), List.of());

  private final Suspects suspects = new Suspects();
  private final EventLog log =
      new EventLog(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC), suspects);

  private static StoreState state() {
    return new StoreState(ConfigView.empty(MeshConfig.defaults()), Set.of(SHOP), List.of(), 0, 0);
  }

  private static GroupUpdate update() {
    Translation after =
        new Translation(
            Map.of(
                ResourceType.ROUTE,
                new TreeMap<>(Map.of("http.80", RouteConfiguration.getDefaultInstance()))),
            Map.of(ResourceType.ROUTE, Map.of("http.80", Set.of(SHOP))),
            List.of());
    return new GroupUpdate(
        PROXY, NOTHING, after, new Snapshot("v1", Map.of()), 0, false, 2_000_000, 500_000);
  }

  @Test
  void aChangeIsFollowedFromTheObjectToTheAnswer() {
    log.onJoin("gw", PROXY);
    log.onRound(state(), List.of(update()));
    log.onSend(1, "gw", RDS, Set.of("http.80"), "v1", 123);
    log.onAck(1, "gw", RDS, "v1");

    List<Event> events = log.after(0, 0);
    assertThat(events)
        .extracting(Event::id, Event::kind, Event::proxy, Event::type, Event::text)
        .containsExactly(
            tuple(1L, "change", "", "", "VirtualService default/shop (deleted)"),
            tuple(2L, "compute", "gw", "", "1 of 1 routes"),
            tuple(3L, "push", "gw", "routes", "1 resource, 123 bytes, version v1"),
            tuple(4L, "ack", "gw", "routes", "version v1"));
    assertThat(events.get(1).millis()).isEqualTo(2.5);
    assertThat(events.get(3).millis()).isNotNegative();
    assertThat(events.getFirst().time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(log.after(3, 0)).extracting(Event::kind).containsExactly("ack");
  }

  @Test
  void aRefusalNamesTheObjectsAtFault() {
    suspects.onJoin("gw", PROXY);
    suspects.onRound(state(), List.of(update()));
    log.onNack(1, "gw", RDS, Set.of("http.80", "http.81"), "http.80: bad\n  regex");
    Event nack = log.after(0, 0).getFirst();
    assertThat(nack.text()).isEqualTo("http.80: bad regex");
    assertThat(nack.objects()).containsExactly("VirtualService default/shop");
    assertThat(nack.millis()).isNull();
  }

  @Test
  void whoWaitsGetsTheNextEventAtOnce() throws Exception {
    CompletableFuture<List<Event>> waiting =
        CompletableFuture.supplyAsync(() -> log.after(0, TimeUnit.MINUTES.toMillis(5)));
    log.onConnect(7, "gw", "127.0.0.1:5", true);
    assertThat(waiting.get(60, TimeUnit.SECONDS))
        .extracting(Event::kind, Event::text)
        .containsExactly(tuple("connect", "from 127.0.0.1:5, delta"));
  }

  @Test
  void whoWaitsIsLetGoAtTheEnd() throws Exception {
    CompletableFuture<List<Event>> waiting =
        CompletableFuture.supplyAsync(() -> log.after(0, TimeUnit.MINUTES.toMillis(5)));
    log.close();
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int i = 0; i < 2500; i++) {
      log.onConnect(i, "gw", "p", false);
    }
    assertThat(log.after(0, 0)).hasSize(2000);
    assertThat(log.last()).isEqualTo(2500);
  }
}
