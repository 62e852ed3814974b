package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Passes questions on and remembers them with their answers: as long as the answers stay the same,
 * so does what was made of them.
 */
final class AskedDestinations implements Destinations {

  private record Question(
      String namespace, String host, OptionalInt port, String subset, int serverPort) {}

  private final Map<Question, ResolvedDestination> answers = new LinkedHashMap<>(2);
  private Destinations source;

  AskedDestinations(Destinations source) {
    this.source = source;
  }

  @Override
  public ResolvedDestination resolve(
      String namespace, String host, OptionalInt port, String subset, int serverPort) {
    return answers.computeIfAbsent(
        new Question(namespace, host, port, subset, serverPort), this::ask);
  }

  private ResolvedDestination ask(Question question) {
    return source.resolve(
        question.namespace, question.host, question.port, question.subset, question.serverPort);
  }

  /** Whether these destinations give the same answers to all questions so far. */
  @SuppressWarnings("ReferenceEquality") // the same destinations mean the same answers
  boolean stillHolds(Destinations now) {
    if (source == now) {
      return true;
    }
    source = now;
    return answers.entrySet().stream().allMatch(e -> ask(e.getKey()).equals(e.getValue()));
  }

  /** The clusters that exist. */
  ImmutableSet<String> found() {
    return answers.values().stream()
        .filter(answer -> answer.outcome() == Outcome.FOUND)
        .map(ResolvedDestination::clusterName)
        .collect(ImmutableSet.toImmutableSet());
  }
}
