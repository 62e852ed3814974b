package dev.ostia.controlplane.cases;

import com.google.protobuf.Message;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.EnvoyConfig;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Outcome.Upstream;
import dev.ostia.translator.simulate.Request;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Simulator;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Plays calls on the simulator. */
final class SimulatedPlayer {

  /**
   * One of the answers that a call may get.
   *
   * @param fraction of the calls that get it
   */
  record Chance(double fraction, Answer answer) {}

  private final Simulator simulator;
  private final Map<String, Message> secrets;
  private final SimulatedBackends backends;

  SimulatedPlayer(Translation translation, CallsFile calls) {
    EnvoyConfig config = EnvoyConfig.of(translation);
    this.simulator = new Simulator(config);
    this.secrets = translation.resources(ResourceType.SECRET);
    this.backends = new SimulatedBackends(config, secrets, calls);
  }

  /** What the simulator says, for messages. */
  Simulation simulate(Call call) {
    return simulator.simulate(request(call));
  }

  List<Chance> play(Call call) {
    Optional<TransportSocket> socket =
        simulator
            .filterChain(request(call))
            .filter(FilterChain::hasTransportSocket)
            .map(FilterChain::getTransportSocket);
    if (!call.wire().protocol().isTls() || socket.isEmpty()) {
      return answers(call);
    }
    Optional<Handshake> handshake = new SimulatedHandshake(secrets, socket.get()).with(call.wire());
    return handshake.isEmpty()
        ? List.of(new Chance(1, Answer.none(Expectation.HANDSHAKE_FAILED)))
        : answers(call).stream()
            .map(c -> new Chance(c.fraction(), c.answer().after(handshake.get())))
            .toList();
  }

  private List<Chance> answers(Call call) {
    List<Chance> chances = new ArrayList<>();
    int shares = simulate(call).shares().size();
    for (int i = 0; i < shares; i++) {
      Outcome first = simulate(call).shares().get(i).outcome();
      Share share = simulator.simulate(request(call), reply(first)).shares().get(i);
      chances.addAll(chances(call, share));
    }
    return chances;
  }

  private static Request request(Call call) {
    Request request =
        Request.get(call.port(), call.host(), call.path())
            .to(call.address())
            .withMethod(call.method())
            .withHeaders(call.headers());
    return call.wire().protocol().isTls()
        ? request.overTls(call.wire().sni()).offering(call.wire().alpn())
        : request;
  }

  /** What the echo backend would answer for the path that it gets. */
  private static BackendReply reply(Outcome outcome) {
    return outcome instanceof Outcome.Forwarded forwarded
        ? EchoBackend.reply(forwarded.sent().value(":path").orElse("/"))
        : BackendReply.OK;
  }

  private List<Chance> chances(Call call, Share share) {
    return switch (share.outcome()) {
      case Outcome.Refused ignored ->
          List.of(new Chance(share.fraction(), Answer.none(Expectation.REFUSED)));
      case Outcome.Closed ignored -> List.of(new Chance(share.fraction(), closed(call)));
      case Outcome.Passed passed ->
          spread(share.fraction(), passed.endpoints(), e -> backends.passed(call, e));
      case Outcome.Replied(Outcome.Response response) ->
          List.of(
              new Chance(share.fraction(), SimulatedBackends.answer(response, Optional.empty())));
      case Outcome.Forwarded forwarded ->
          spread(share.fraction(), forwarded.endpoints(), e -> backends.forwarded(forwarded, e));
    };
  }

  /** Envoy closes a connection that it cannot pass on at once, not after a handshake. */
  private static Answer closed(Call call) {
    return Answer.none(
        call.wire().protocol().isTls() ? Expectation.HANDSHAKE_FAILED : Expectation.CLOSED);
  }

  private static List<Chance> spread(
      double fraction, List<Upstream> endpoints, Function<Upstream, Answer> answer) {
    int total = endpoints.stream().mapToInt(Upstream::weight).sum();
    return endpoints.stream()
        .map(e -> new Chance(fraction * e.weight() / total, answer.apply(e)))
        .toList();
  }
}
