package dev.ostia.translator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.ostia.translator.simulate.Outcome.Replied;
import dev.ostia.translator.simulate.Outcome.Response;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Envoy's choice of a filter chain by the server name of a TLS client. */
class TlsConnectionsTest {

  private static final int EXACT = 201;
  private static final int WILDCARD = 202;

  private final Simulator simulator =
      new Simulator(
          config(chain(EXACT, "a.example.com"), chain(WILDCARD, "*.example.com", "b.example.org")));

  @ParameterizedTest
  @CsvSource({
    "a.example.com, 201",
    "A.Example.com, 201",
    "x.example.com, 202",
    "x.y.example.com, 202",
    "b.example.org, 202",
  })
  void takesTheMostSpecificServerName(String sni, int status) {
    Outcome outcome = outcome(Request.get(443, sni, "/").overTls(sni));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Replied.class, r -> assertThat(r.response().status()).isEqualTo(status));
  }

  @Test
  void closesWhereNoServerNameFits() {
    assertThat(outcome(Request.get(443, "example.com", "/").overTls("example.com")))
        .isEqualTo(new Outcome.Closed("no filter chain takes this connection"));
  }

  @Test
  void closesToAClientThatDoesNotSpeakTls() {
    Simulator any = new Simulator(config(chain(EXACT)));

    assertThat(any.simulate(Request.get(443, "a.example.com", "/")).shares().get(0).outcome())
        .isEqualTo(new Outcome.Closed("the client must speak TLS"));
  }

  @Test
  void redirectsToHttpsAreNotRepeatedOverTls() {
    assertThat(outcome(Request.get(443, "a.example.com", "/").overTls("a.example.com")))
        .isInstanceOfSatisfying(
            Replied.class,
            r -> assertThat(r.response()).extracting(Response::status).isEqualTo(EXACT));
  }

  private Outcome outcome(Request request) {
    return simulator.simulate(request).shares().get(0).outcome();
  }

  private static EnvoyConfig config(FilterChain... chains) {
    Listener.Builder listener =
        Listener.newBuilder().setName("0.0.0.0_443").addAllFilterChains(List.of(chains));
    listener.getAddressBuilder().getSocketAddressBuilder().setAddress("0.0.0.0").setPortValue(443);
    TreeMap<String, Listener> listeners = new TreeMap<>();
    listeners.put("0.0.0.0_443", listener.build());
    return new EnvoyConfig(listeners, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** A chain that answers every request with this status. */
  private static FilterChain chain(int status, String... serverNames) {
    HttpConnectionManager.Builder manager = HttpConnectionManager.newBuilder();
    var host = manager.getRouteConfigBuilder().addVirtualHostsBuilder().addDomains("*");
    host.setRequireTls(VirtualHost.TlsRequirementType.ALL);
    var route = host.addRoutesBuilder();
    route.getMatchBuilder().setPrefix("/");
    route.getDirectResponseBuilder().setStatus(status);
    FilterChain.Builder chain =
        FilterChain.newBuilder().setTransportSocket(TransportSocket.newBuilder().setName("tls"));
    chain.getFilterChainMatchBuilder().addAllServerNames(List.of(serverNames));
    chain.addFiltersBuilder().setTypedConfig(Any.pack(manager.build()));
    return chain.build();
  }
}
