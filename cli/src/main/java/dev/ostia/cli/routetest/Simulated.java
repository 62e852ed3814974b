package dev.ostia.cli.routetest;

import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.explain.Provenance;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Outcome.Upstream;
import dev.ostia.translator.simulate.Simulation;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Simulator;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers told from the configuration alone, for endpoints that answer 200. */
final class Simulated implements Answers {

  private final GatewayModel model;
  private final Simulator simulator;
  private final Provenance provenance;

  Simulated(GatewayModel model) {
    this.model = model;
    this.simulator = new Simulator(model.envoy());
    this.provenance = new Provenance(model);
  }

  @Override
  public List<Answer> to(Asked request, Map<String, String> backends) {
    Simulation simulation =
        simulator.simulate(request.at(model.ports().listenerPort(request.port())));
    String[] route = route(simulation);
    List<Answer> answers = new ArrayList<>();
    for (Share share : simulation.shares()) {
      add(answers, share, route, backends);
    }
    return answers;
  }

  @Override
  public boolean knowsEndpoints() {
    return true;
  }

  private void add(
      List<Answer> answers, Share share, String[] route, Map<String, String> backends) {
    double fraction = share.fraction();
    switch (share.outcome()) {
      case Outcome.Refused ignored -> answers.add(Answer.none(fraction, Expected.REFUSED));
      case Outcome.Closed ignored -> answers.add(Answer.none(fraction, Expected.CLOSED));
      case Outcome.Passed(String cluster, List<Upstream> endpoints) -> {
        Outcome.Response response = new Outcome.Response(0, Headers.NONE, "", "");
        spread(answers, fraction, response, endpoints, cluster, route, Optional.empty(), backends);
      }
      case Outcome.Replied(Outcome.Response response) ->
          answers.add(answer(fraction, response, "", route, "", Optional.empty()));
      case Outcome.Forwarded forwarded ->
          spread(
              answers,
              fraction,
              forwarded.response(),
              forwarded.endpoints(),
              forwarded.cluster(),
              route,
              Optional.of(forwarded.sent()),
              backends);
    }
  }

  private static void spread(
      List<Answer> answers,
      double fraction,
      Outcome.Response response,
      List<Upstream> endpoints,
      String cluster,
      String[] route,
      Optional<Headers> sent,
      Map<String, String> backends) {
    double total = endpoints.stream().mapToInt(Upstream::weight).sum();
    for (Upstream endpoint : endpoints) {
      String address = endpoint.toString();
      answers.add(
          answer(
              fraction * endpoint.weight() / total,
              response,
              backends.getOrDefault(address, address),
              route,
              cluster,
              sent));
    }
  }

  private static Answer answer(
      double fraction,
      Outcome.Response response,
      String backend,
      String[] route,
      String cluster,
      Optional<Headers> sent) {
    return new Answer(
        fraction,
        Expected.ANSWER,
        response.status(),
        response.headers(),
        response.body(),
        backend,
        route[0],
        route[1],
        cluster,
        sent);
  }

  /** The rule that the request takes, {@code namespace/name http[0].match[1]}, and its name. */
  private String[] route(Simulation simulation) {
    for (Step step : simulation.steps()) {
      if (step.taken() && step.stage() == Stage.ROUTE) {
        String rule = provenance.originOf(simulation).map(Provenance::rule).orElse("");
        int number = step.subject().lastIndexOf(" (#");
        return new String[] {rule, number < 0 ? "" : step.subject().substring(0, number)};
      }
    }
    return new String[] {"", ""};
  }
}
