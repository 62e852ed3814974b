package dev.ostia.controlplane.report;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows which diagnostics people have been told of, and tells what is new and what is gone. */
final class DiagnosticsReport {

  /**
   * What makes a diagnostic the same one. The place in the file is left out where an object is
   * named: a line added above moves it but is no news.
   */
  private record Identity(
      DiagnosticCode code,
      @Nullable ObjectKey object,
      String field,
      String message,
      @Nullable Position place) {

    static Identity of(Diagnostic diagnostic) {
      return new Identity(
          diagnostic.code(),
          diagnostic.object(),
          diagnostic.field(),
          diagnostic.message(),
          diagnostic.object() == null ? diagnostic.position() : null);
    }
  }

  /**
   * What differs from the last call.
   *
   * @param appeared new ones, sorted
   * @param gone those that are no longer there, sorted
   */
  record News(List<Diagnostic> appeared, List<Diagnostic> gone) {}

  private Map<Identity, Diagnostic> known = Map.of();

  /** Takes all diagnostics that there are now. */
  News update(Collection<Diagnostic> diagnostics) {
    Map<Identity, Diagnostic> now = new LinkedHashMap<>();
    diagnostics.stream()
        .sorted(Diagnostic.ORDER)
        .forEach(diagnostic -> now.putIfAbsent(Identity.of(diagnostic), diagnostic));
    List<Diagnostic> appeared = new ArrayList<>();
    now.forEach(
        (identity, diagnostic) -> {
          if (!known.containsKey(identity)) {
            appeared.add(diagnostic);
          }
        });
    List<Diagnostic> gone = new ArrayList<>();
    known.forEach(
        (identity, diagnostic) -> {
          if (!now.containsKey(identity)) {
            gone.add(diagnostic);
          }
        });
    known = now;
    return new News(appeared, gone);
  }
}
