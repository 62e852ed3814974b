package dev.ostia.translator.resolve;

import com.google.protobuf.Duration;
import dev.ostia.translator.validate.syntax.Durations;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Durations as Envoy takes them. */
public final class ProtoDurations {

  private ProtoDurations() {}

  /** A time as Envoy takes it. */
  public static Duration of(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.toSeconds()).setNanos(time.toNanosPart()).build();
  }

  /** The duration; empty if there is none, or one that validation would have refused. */
  public static Optional<Duration> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    OptionalLong nanos = Durations.parse(text);
    return nanos.isEmpty() || nanos.getAsLong() < 0
        ? Optional.empty()
        : Optional.of(com.google.protobuf.util.Durations.fromNanos(nanos.getAsLong()));
  }
}
