package dev.ostia.controlplane.source.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each trouble once when it begins, and once that all are over. */
final class TroubleLog {

  private static final Logger LOG = LoggerFactory.getLogger("ostia");

  private final String source;
  private volatile Map<String, Trouble> present = Map.of();

  TroubleLog(String source) {
    this.source = source;
  }

  /**
   * Takes all troubles that there are now. None does not yet mean that all is well: it may be too
   * early to tell.
   *
   * @param following whether all changes are told as they happen
   * @param serving whether there is a configuration that goes on being served
   */
  void now(List<Trouble> troubles, boolean following, boolean serving) {
    Map<String, Trouble> before = present;
    if (troubles.isEmpty() && !following) {
      return;
    }
    Map<String, Trouble> after = new LinkedHashMap<>();
    troubles.forEach(trouble -> after.putIfAbsent(trouble.subject(), trouble));
    present = Map.copyOf(after);
    String effect =
        serving
            ? "The last configuration goes on being served"
            : "Nothing is served before all has been read";
    after.forEach(
        (subject, trouble) -> {
          if (!before.containsKey(subject)) {
            LOG.warn("{}: {}. {}", source, trouble.text(), effect);
          }
        });
    if (after.isEmpty() && !before.isEmpty()) {
      LOG.info("{}: changes are followed again", source);
    }
  }

  /** All that is wrong now, as one text. */
  Optional<String> text() {
    Map<String, Trouble> now = present;
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            now.values().stream().map(Trouble::text).sorted().collect(Collectors.joining("; ")));
  }
}
