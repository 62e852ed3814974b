package dev.ostia.translator.telemetry;

import static dev.ostia.translator.ListenerFixture.SERVICES;
import static dev.ostia.translator.ListenerFixture.gateway;
import static dev.ostia.translator.ListenerFixture.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A change of what is logged changes nothing but logs. */
class LogChangeTest {

  private static final String OBJECTS =
      SERVICES
          + gateway("{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*\"]}")
          + virtualService(
              "v",
              """
              hosts: ["*"]
              http:
              - route: [{destination: {host: a}}]
              """);

  private static final String TELEMETRY =
      """
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: {name: log, namespace: istio-system}
      spec:
        accessLogging:
        - providers: [{name: envoy}]
      """;

  @Test
  void theAccessLogIsTheOnlyDifference() throws Exception {
    ConfigView silent = TestObjects.view(OBJECTS);
    ConfigView logging = TestObjects.view(OBJECTS + TELEMETRY);
    Translator translator = new Translator(Proxy.defaultIngressGateway());
    Translation before = translator.translate(silent);
    Translation after = translator.translate(silent.with(logging.telemetries(), Set.of()));

    Listener quiet = listener(before);
    Listener loud = listener(after);
    assertThat(quiet.getAccessLogCount()).isZero();
    assertThat(loud.getAccessLogCount()).isEqualTo(1);
    assertThat(manager(loud).getAccessLogCount()).isEqualTo(1);
    assertThat(withoutLogs(loud)).isEqualTo(quiet);
    for (ResourceType type : new ResourceType[] {ResourceType.ROUTE, ResourceType.CLUSTER}) {
      before
          .resources(type)
          .forEach((name, made) -> assertThat(after.resources(type).get(name)).isSameAs(made));
    }
    Translation again = translator.translate(silent);
    assertThat(listener(again)).isEqualTo(quiet);
  }

  private static Listener listener(Translation translation) {
    return (Listener) translation.resources(ResourceType.LISTENER).firstEntry().getValue();
  }

  private static HttpConnectionManager manager(Listener listener)
      throws InvalidProtocolBufferException {
    return listener
        .getFilterChains(0)
        .getFilters(0)
        .getTypedConfig()
        .unpack(HttpConnectionManager.class);
  }

  private static Listener withoutLogs(Listener listener) throws InvalidProtocolBufferException {
    Listener.Builder stripped = listener.toBuilder().clearAccessLog();
    stripped
        .getFilterChainsBuilder(0)
        .getFiltersBuilder(0)
        .setTypedConfig(Any.pack(manager(listener).toBuilder().clearAccessLog().build()));
    return stripped.build();
  }
}
