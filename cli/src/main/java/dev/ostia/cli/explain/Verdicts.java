package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Explanation.Part;
import dev.ostia.cli.explain.Explanation.Verdict;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Simulation.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes of a request, in one sentence, and what to do where that is not what one wants. */
final class Verdicts {

  private static final int FIRST_ERROR = 400;
  private static final int ALL = 100;

  private final Way way;
  private final Remedies remedies;

  Verdicts(Way way, Provenance provenance) {
    this.way = way;
    this.remedies = new Remedies(way, provenance);
  }

  Verdict verdict() {
    List<Share> shares = way.simulation().shares();
    if (refusesClient()) {
      return new Verdict(
          "closed",
          null,
          "The gateway asks for a client certificate and gets none, so the handshake fails.",
          "Send a certificate (curl --cert), or say --client-cert here if the client has one.",
          List.of());
    }
    Optional<Advice> handshake = MissingSecret.advice(way);
    if (handshake.isPresent()) {
      return new Verdict(
          "closed", null, handshake.get().reason(), handshake.get().remedy(), List.of());
    }
    List<Part> parts = new ArrayList<>();
    shares.forEach(share -> parts.add(part(share)));
    Share worst = shares.stream().max(Comparator.comparingInt(Verdicts::badness)).orElseThrow();
    Share most = shares.stream().max(Comparator.comparingDouble(Share::fraction)).orElseThrow();
    Advice advice = remedies.of(badness(worst) > 0 ? worst.outcome() : most.outcome());
    Part main = part(most);
    String summary =
        shares.size() == 1 || badness(worst) == 0
            ? advice.reason()
            : "For "
                + Numbers.percent(worst.fraction() * ALL)
                + " of the requests: "
                + advice.reason();
    return new Verdict(
        main.outcome(),
        main.status(),
        summary,
        advice.remedy(),
        shares.size() == 1 ? List.of() : List.copyOf(parts));
  }

  /** A chain that requires a certificate ends the handshake of a client that has none. */
  private boolean refusesClient() {
    return !way.asked().clientCertificate()
        && way.asked().tls()
        && way.chain().flatMap(FilterChains::tls).stream()
            .anyMatch(tls -> tls.getRequireClientCertificate().getValue());
  }

  private static int badness(Share share) {
    return switch (share.outcome()) {
      case Outcome.Replied(Outcome.Response response) ->
          response.status() >= FIRST_ERROR ? response.status() : 0;
      case Outcome.Refused ignored -> Integer.MAX_VALUE;
      case Outcome.Closed ignored -> Integer.MAX_VALUE - 1;
      default -> 0;
    };
  }

  private static Part part(Share share) {
    double percent = share.fraction() * ALL;
    return switch (share.outcome()) {
      case Outcome.Refused refused -> new Part(percent, "refused", null, refused.reason());
      case Outcome.Closed closed -> new Part(percent, "closed", null, closed.reason());
      case Outcome.Passed passed -> new Part(percent, "passed", null, "to " + passed.cluster());
      case Outcome.Replied(Outcome.Response response) ->
          new Part(percent, "answered", response.status(), response.reason());
      case Outcome.Forwarded forwarded ->
          new Part(
              percent, "forwarded", forwarded.response().status(), "to " + forwarded.cluster());
    };
  }

  /**
   * A reason and what to do about it.
   *
   * @param reason one sentence with a full stop
   * @param remedy one sentence or two; empty where nothing is wrong
   */
  record Advice(String reason, String remedy) {}

  /** The status of an outcome; null if there is no answer. */
  static @Nullable Integer status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Replied(Outcome.Response response) -> response.status();
      case Outcome.Forwarded forwarded -> forwarded.response().status();
      default -> null;
    };
  }
}
