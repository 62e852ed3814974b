package dev.ostia.cli.diff;

import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.explain.Numbers;
import dev.ostia.cli.explain.Provenance;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Request;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Simulator;
import java.util.ArrayList;
import java.util.List;

/** What becomes of requests at one gateway, in words that can be compared. */
final class Fate {

  private static final double ALL = 100;

  private final GatewayModel model;
  private final Simulator simulator;
  private final Provenance provenance;

  /**
   * What becomes of a request.
   *
   * @param rule that takes it; empty where none does, or where objects are not known
   */
  record Told(String words, String rule) {}

  Fate(GatewayModel model) {
    this.model = model;
    this.provenance = new Provenance(model);
    this.simulator = new Simulator(model.envoy());
  }

  /** Such as {@code 80% outbound|80|v1|x, 20% 503}. */
  String of(Asked asked) {
    Request request = request(asked);
    return words(simulator.simulate(request).shares(), request);
  }

  /** The same with the rule. */
  Told told(Asked asked) {
    Request request = request(asked);
    Simulation simulation = simulator.simulate(request);
    return new Told(
        words(simulation.shares(), request),
        provenance.originOf(simulation).map(Provenance::rule).orElse(""));
  }

  private Request request(Asked asked) {
    return asked.at(model.ports().listenerPort(asked.port()));
  }

  /** Whether a listener takes connections at this port of the gateway. */
  boolean listensOn(int port) {
    return model.envoy().listeners().values().stream()
        .anyMatch(l -> l.getAddress().getSocketAddress().getPortValue() == port);
  }

  private static String words(List<Share> shares, Request request) {
    List<String> parts = new ArrayList<>();
    for (Share share : shares) {
      String percent = shares.size() == 1 ? "" : Numbers.percent(share.fraction() * ALL) + " ";
      parts.add(percent + words(share.outcome(), request));
    }
    return String.join(", ", parts);
  }

  private static String words(Outcome outcome, Request request) {
    return switch (outcome) {
      case Outcome.Refused ignored -> "connection refused";
      case Outcome.Closed(String reason) -> "connection closed (" + reason + ")";
      case Outcome.Passed passed -> passed.cluster() + " as TCP";
      case Outcome.Replied(Outcome.Response response) ->
          response.status()
              + response.headers().value("location").map(to -> " to " + to).orElse("")
              + (response.status() >= 400 ? " (" + response.reason() + ")" : "");
      case Outcome.Forwarded forwarded ->
          forwarded.cluster()
              + changed(" path ", forwarded.sent(), ":path", request.path())
              + changed(" host ", forwarded.sent(), ":authority", request.host());
    };
  }

  private static String changed(String what, Headers sent, String header, String before) {
    String now = sent.value(header).orElse("");
    return now.equals(before) ? "" : what + now;
  }
}
