package dev.ostia.translator.config;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of the configuration with where it came from. The resource inside must not be changed
 * once it is here: identity of this object stands for equality of its content, and memoized results
 * rely on that.
 *
 * @param positions where its fields stand in a file; null for an object from an API server
 * @param created {@code metadata.creationTimestamp}, or {@link Instant#EPOCH} where none is given,
 *     so that objects without one are ordered by name
 */
public record ConfigObject<T extends HasMetadata>(
    ObjectKey key, T resource, Instant created, @Nullable FieldPositions positions) {

  /**
   * The order in which Istio lets the older object win: creation time, then name, then namespace
   * (in this order, not namespace first).
   */
  public static final Comparator<ConfigObject<?>> BY_AGE =
      Comparator.<ConfigObject<?>, Instant>comparing(ConfigObject::created)
          .thenComparing(object -> object.key().name())
          .thenComparing(object -> object.key().namespace());

  /** Where this field stands, if the object came from a file. */
  public Optional<Position> position(String fieldPath) {
    return positions == null ? Optional.empty() : Optional.of(positions.of(fieldPath));
  }

  /** {@code metadata.labels}, never null. */
  public Map<String, String> labels() {
    ObjectMeta meta = resource.getMetadata();
    return meta == null || meta.getLabels() == null ? Map.of() : meta.getLabels();
  }

  /** {@code metadata.annotations}, never null. */
  public Map<String, String> annotations() {
    ObjectMeta meta = resource.getMetadata();
    return meta == null || meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
  }

  /** Identity, not content: see the note on immutability above. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
