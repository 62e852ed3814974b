package dev.ostia.cli.analyze.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The matches of the rules before one. Comparing each with each would take too long for thousands:
 * a match with a prefix is found by the prefix and by one of the other conditions that it asks for.
 */
final class SeenMatches {

  /**
   * @param asked one condition beside the prefix; empty for a match that has none
   */
  private record Place(String prefix, String asked) {}

  private record Seen(int order, MatchConditions conditions) {}

  private final Map<JsonNode, MatchConditions> withoutPrefix = new HashMap<>();
  private final Map<Place, List<Seen>> withPrefix = new HashMap<>();
  private final BitSet lengths = new BitSet();
  private int size;

  /** The first match that takes all that this one takes. */
  Optional<MatchConditions> covering(MatchConditions match) {
    if (match.prefix().isEmpty()) {
      return Optional.ofNullable(withoutPrefix.get(match.others()));
    }
    List<String> asked = match.asked();
    Seen first = null;
    for (int i = lengths.nextSetBit(0);
        i >= 0 && i <= match.prefix().length();
        i = lengths.nextSetBit(i + 1)) {
      first = first(match, match.prefix().substring(0, i), asked, first);
    }
    return Optional.ofNullable(first).map(Seen::conditions);
  }

  private @Nullable Seen first(
      MatchConditions match, String prefix, List<String> asked, @Nullable Seen best) {
    return Stream.concat(Stream.of(""), asked.stream())
        .flatMap(one -> withPrefix.getOrDefault(new Place(prefix, one), List.of()).stream())
        .filter(seen -> best == null || seen.order < best.order)
        .filter(seen -> seen.conditions.covers(match))
        .min(Comparator.comparingInt(Seen::order))
        .orElse(best);
  }

  void add(MatchConditions match) {
    if (match.prefix().isEmpty()) {
      withoutPrefix.putIfAbsent(match.others(), match);
      return;
    }
    List<String> asked = match.asked();
    Place place = new Place(match.prefix(), asked.isEmpty() ? "" : asked.getFirst());
    withPrefix.computeIfAbsent(place, one -> new ArrayList<>(1)).add(new Seen(size++, match));
    lengths.set(match.prefix().length());
  }
}
