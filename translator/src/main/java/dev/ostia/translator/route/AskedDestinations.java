package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.HostNames;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** The full names of the hosts that were asked for. */
  Set<String> hosts(String domainSuffix) {
    return answers.keySet().stream()
        .map(question -> HostNames.qualify(question.host, question.namespace, domainSuffix))
        .collect(Collectors.toSet());
  }

  /** Lets go of what the answers came from. */
  void goOn(Destinations now) {
    source = now;
  }

  /** Whether the destinations of now give the same answers to all questions so far. */
  boolean stillHolds() {
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
