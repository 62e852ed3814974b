package dev.ostia.translator.config;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a user should know about their configuration: what, where, why, what to do.
 *
 * @param object the object it is about; null for a file that holds no readable object
 * @param field the path inside the object, such as {@code spec.http[0].route[0].destination.host};
 *     empty for the object as a whole
 * @param message what is wrong and why, one sentence, no full stop at the end
 * @param advice what to do about it, one sentence; may be empty
 * @param position where it stands in a file; null if the object came from an API server
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    @Nullable ObjectKey object,
    String field,
    String message,
    String advice,
    @Nullable Position position) {

  /** How bad it is. */
  public enum Severity {
    /** The object or a part of it has no effect. */
    ERROR,
    /** It works, but most likely not as meant. */
    WARNING,
    /** Worth knowing. */
    INFO
  }

  /** The order in which diagnostics are printed: by place, then object, field, code and text. */
  public static final Comparator<Diagnostic> ORDER =
      Comparator.<Diagnostic, String>comparing(d -> d.position == null ? "" : d.position.file())
          .thenComparingInt(d -> d.position == null ? 0 : d.position.line())
          .thenComparingInt(d -> d.position == null ? 0 : d.position.column())
          .thenComparing(d -> d.object == null ? "" : d.object.toString())
          .thenComparing(Diagnostic::field)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  /** A diagnostic about a field of an object, with the code's usual severity. */
  public static Diagnostic of(
      DiagnosticCode code, ConfigObject<?> object, String field, String message, String advice) {
    return new Diagnostic(
        code,
        code.severity(),
        object.key(),
        field,
        message,
        advice,
        object.position(field).orElse(null));
  }

  /** Where it stands in a file, if it came from one. */
  public Optional<Position> where() {
    return Optional.ofNullable(position);
  }

  /** One line: {@code file:line:column: error OST001 VirtualService default/x spec.http: ...}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    if (position != null) {
      line.append(position).append(": ");
    }
    line.append(severity.name().toLowerCase(java.util.Locale.ROOT)).append(' ').append(code.id());
    if (object != null) {
      line.append(' ').append(object);
    }
    if (!field.isEmpty()) {
      line.append(' ').append(field);
    }
    line.append(": ").append(message);
    if (!advice.isEmpty()) {
      line.append(". ").append(advice);
    }
    return line.toString();
  }
}
