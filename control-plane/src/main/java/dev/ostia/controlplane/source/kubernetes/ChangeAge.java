package dev.ostia.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** How old a change is, by the times that the API server notes for whoever wrote a field. */
final class ChangeAge {

  private static final double MILLIS = 1000;

  private ChangeAge() {}

  /**
   * The age of the newest change of an object in seconds, never below zero; the API server's times
   * are whole seconds. Empty where it notes none.
   */
  static OptionalDouble seconds(ObjectMeta meta, Instant now) {
    if (meta.getManagedFields() == null) {
      return OptionalDouble.empty();
    }
    return meta.getManagedFields().stream()
        .map(ManagedFieldsEntry::getTime)
        .filter(Objects::nonNull)
        .flatMap(time -> parse(time).stream())
        .mapToDouble(time -> Math.max(0, Duration.between(time, now).toMillis() / MILLIS))
        .min();
  }

  private static Optional<Instant> parse(String time) {
    try {
      return Optional.of(Instant.parse(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
