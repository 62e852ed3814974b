package dev.ostia.translator.secret;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The secrets that one proxy is given.
 *
 * @param secrets by SDS name; a name that cannot be served is not there
 * @param origins the object that each was read from
 * @param diagnostics about references that lead to nothing usable
 * @param validUntil when a certificate among them begins or ends to be valid, so that the result
 *     has to be made again; {@link Instant#MAX} for never
 */
public record SecretResources(
    SortedArrayMap<Message> secrets,
    SortedArrayMap<Set<ObjectKey>> origins,
    List<Diagnostic> diagnostics,
    Instant validUntil) {

  static final SecretResources NONE =
      new SecretResources(SortedArrayMap.empty(), SortedArrayMap.empty(), List.of(), Instant.MAX);

  /** The names alone: what is inside is secret. */
  @Override
  public String toString() {
    return "SecretResources" + secrets.keySet();
  }
}
