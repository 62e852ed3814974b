package dev.ostia.translator.route;

import com.google.common.collect.ImmutableMap;
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

/** Passes questions on and remembers them with their answers. */
final class AskedDestinations implements Destinations {

  private record Question(
      String namespace, String host, OptionalInt port, String subset, int serverPort) {

    ResolvedDestination ask(Destinations destinations) {
      return destinations.resolve(namespace, host, port, subset, serverPort);
    }
  }

  private final Map<Question, ResolvedDestination> answers = new LinkedHashMap<>(2);
  private final Destinations source;

  AskedDestinations(Destinations source) {
    this.source = source;
  }

  @Override
  public ResolvedDestination resolve(
      String namespace, String host, OptionalInt port, String subset, int serverPort) {
    return answers.computeIfAbsent(
        new Question(namespace, host, port, subset, serverPort), question -> question.ask(source));
  }

  /** What was asked so far. */
  Answers answers() {
    return new Answers(ImmutableMap.copyOf(answers));
  }

  /** Questions and their answers: as long as these stay the same, so does what was made of them. */
  static final class Answers {

    private final ImmutableMap<Question, ResolvedDestination> byQuestion;

    private Answers(ImmutableMap<Question, ResolvedDestination> byQuestion) {
      this.byQuestion = byQuestion;
    }

    /** The full names of the hosts that were asked for. */
    Set<String> hosts(String domainSuffix) {
      return byQuestion.keySet().stream()
          .map(question -> HostNames.qualify(question.host, question.namespace, domainSuffix))
          .collect(Collectors.toSet());
    }

    /** Whether other destinations give the same answers to all questions. */
    boolean holdWith(Destinations destinations) {
      return byQuestion.entrySet().stream()
          .allMatch(entry -> entry.getKey().ask(destinations).equals(entry.getValue()));
    }

    /** The clusters that exist. */
    ImmutableSet<String> found() {
      return byQuestion.values().stream()
          .filter(answer -> answer.outcome() == Outcome.FOUND)
          .map(ResolvedDestination::clusterName)
          .collect(ImmutableSet.toImmutableSet());
    }
  }
}
