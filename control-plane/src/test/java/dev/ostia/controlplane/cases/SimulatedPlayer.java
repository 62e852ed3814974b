package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.EnvoyConfig;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Outcome.Upstream;
import dev.ostia.translator.simulate.Request;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays calls on the simulator. */
final class SimulatedPlayer {

  /**
   * One of the answers that a call may get.
   *
   * @param fraction of the calls that get it
   */
  record Chance(double fraction, Answer answer) {}

  private final Simulator simulator;
  private final CallsFile calls;

  SimulatedPlayer(EnvoyConfig config, CallsFile calls) {
    this.simulator = new Simulator(config);
    this.calls = calls;
  }

  /** What the simulator says, for messages. */
  Simulation simulate(Call call) {
    return simulator.simulate(request(call));
  }

  List<Chance> play(Call call) {
    List<Chance> chances = new ArrayList<>();
    int shares = simulate(call).shares().size();
    for (int i = 0; i < shares; i++) {
      Outcome first = simulate(call).shares().get(i).outcome();
      Share share = simulator.simulate(request(call), reply(first)).shares().get(i);
      chances.addAll(chances(share));
    }
    return chances;
  }

  private static Request request(Call call) {
    return Request.get(call.port(), call.host(), call.path())
        .to(call.address())
        .withMethod(call.method())
        .withHeaders(call.headers());
  }

  /** What the echo backend would answer for the path that it gets. */
  private static BackendReply reply(Outcome outcome) {
    return outcome instanceof Outcome.Forwarded forwarded
        ? EchoBackend.reply(forwarded.sent().value(":path").orElse("/"))
        : BackendReply.OK;
  }

  private List<Chance> chances(Share share) {
    return switch (share.outcome()) {
      case Outcome.Refused ignored ->
          List.of(new Chance(share.fraction(), Answer.none(Expectation.REFUSED)));
      case Outcome.Closed ignored ->
          List.of(new Chance(share.fraction(), Answer.none(Expectation.CLOSED)));
      case Outcome.Passed ignored -> throw new IllegalStateException("calls are HTTP only");
      case Outcome.Replied(Outcome.Response response) ->
          List.of(new Chance(share.fraction(), answer(response, Optional.empty())));
      case Outcome.Forwarded forwarded -> endpoints(share.fraction(), forwarded);
    };
  }

  private List<Chance> endpoints(double fraction, Outcome.Forwarded forwarded) {
    int total = forwarded.endpoints().stream().mapToInt(Upstream::weight).sum();
    Headers sent = forwarded.sent();
    return forwarded.endpoints().stream()
        .map(
            endpoint -> {
              BackendView view =
                  new BackendView(
                      calls.backend(endpoint.toString()),
                      sent.value(":method").orElse(""),
                      sent.value(":path").orElse(""),
                      sent.value(":authority").orElse(""),
                      sent);
              boolean late =
                  forwarded.response().status() != EchoBackend.reply(view.path()).status();
              Answer answer =
                  answer(forwarded.response(), late ? Optional.empty() : Optional.of(view));
              return new Chance(fraction * endpoint.weight() / total, answer);
            })
        .toList();
  }

  private static Answer answer(Outcome.Response response, Optional<BackendView> seen) {
    return new Answer(
        Expectation.ANSWER, response.status(), response.headers(), response.body(), seen);
  }
}
