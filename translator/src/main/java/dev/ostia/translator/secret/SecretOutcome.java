package dev.ostia.translator.secret;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one name that Envoy asks for.
 *
 * @param source the object that was read for it; null if none was
 * @param read what was in that
 * @param readable what is served while it is valid; null if nothing can be
 * @param message what is served; null if nothing is
 * @param origins the objects that the message is made of
 * @param diagnostics about the references to it
 * @param validUntil when a certificate in it begins or ends to be valid
 */
record SecretOutcome(
    @Nullable ConfigObject<?> source,
    @Nullable ReadSecret read,
    @Nullable Message readable,
    @Nullable Message message,
    Set<ObjectKey> origins,
    List<Diagnostic> diagnostics,
    Instant validUntil) {

  /** Nothing is served, and nothing was read. */
  static SecretOutcome nothing(List<Diagnostic> diagnostics) {
    return new SecretOutcome(null, null, null, null, Set.of(), diagnostics, Instant.MAX);
  }

  /** Where it is from alone: what is inside is secret. */
  @Override
  public String toString() {
    return "SecretOutcome" + origins;
  }
}
