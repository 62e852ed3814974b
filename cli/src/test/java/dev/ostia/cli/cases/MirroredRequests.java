package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.Expectation.Bounds;
import dev.ostia.controlplane.cases.Expectation.Observation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The requests that backends get beside those that they answer, from when this is made on. */
final class MirroredRequests {

  private final EchoServers servers;
  private final CallsFile calls;
  private final Map<String, Bounds> expected;
  private final Map<String, Integer> before = new HashMap<>();

  MirroredRequests(EchoServers servers, CallsFile calls, Call call) {
    this.servers = servers;
    this.calls = calls;
    this.expected = call.expect().observe().map(Observation::mirrored).orElse(Map.of());
    expected.keySet().forEach(name -> before.put(name, servers.requests(calls.named(name))));
  }

  /** Fails if a backend got fewer or more than expected; Envoy does not wait for a mirror. */
  void check() {
    expected.forEach(
        (name, bounds) ->
            await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                    () ->
                        assertThat(
                                servers.requests(calls.named(name)) - before.getOrDefault(name, 0))
                            .as("mirrored to %s", name)
                            .isBetween(bounds.least(), bounds.most())));
  }
}
