package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.controlplane.source.yaml.SyntaxProblem;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import dev.ostia.translator.validate.Rules;
import dev.ostia.translator.validate.StructureCheck;
import dev.ostia.translator.validate.Violation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One part of a document that should be an object, on its way to a {@link Definition}. */
final class ObjectDecoder {

  private static final String ISTIO = ".istio.io";
  private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);

  private final ApiType type;
  private final Kind kind;
  private final JsonNode object;
  private final @Nullable FieldPositions positions;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private @Nullable ObjectKey key;
  private @Nullable ConfigObject<?> decoded;

  /**
   * Makes a decoder for one object.
   *
   * @param positions where its fields stand; null if it comes from an API server, which has checked
   *     Kubernetes' own kinds itself and may know fields of them that are newer than Ostia
   */
  ObjectDecoder(ApiType type, Kind kind, JsonNode object, @Nullable FieldPositions positions) {
    this.type = type;
    this.kind = kind;
    this.object = object;
    this.positions = positions;
  }

  /** What is wrong with the object; complete once {@link #decode} has returned. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * Decodes the object.
   *
   * @param duplicateKeys keys that stand twice in it; with any the object is refused
   * @return which object it is; null if it does not even say its name
   */
  @Nullable ObjectKey decode(String defaultNamespace, List<SyntaxProblem> duplicateKeys) {
    String name = text("metadata", "name");
    String namespace = namespace(defaultNamespace);
    if (name == null || namespace == null) {
      return null;
    }
    ObjectKey identity = new ObjectKey(kind, namespace, name);
    key = identity;
    duplicateKeys.forEach(this::report);
    decoded = type.treatment() == ApiType.Treatment.READ ? check() : unknown();
    return identity;
  }

  /** The object; null if it is refused, or before {@link #decode}. */
  @Nullable ConfigObject<?> object() {
    return decoded;
  }

  private @Nullable ConfigObject<?> unknown() {
    report(
        DiagnosticCode.UNKNOWN_KIND,
        "apiVersion",
        "there is no %s in %s".formatted(type.kindName(), type.apiVersion()),
        type.advice());
    return null;
  }

  private @Nullable ConfigObject<?> check() {
    try {
      boolean checked = positions == null && !kind.group().endsWith(ISTIO);
      if (!checked) {
        report(StructureCheck.check(type.apiVersion(), type.kindName(), object));
      }
      if (refused()) {
        return null;
      }
      ConfigObject<?> converted = convert();
      if (converted != null && !checked) {
        report(Rules.check(converted.key(), object));
      }
      return refused() ? null : converted;
    } catch (RuntimeException e) {
      report(
          DiagnosticCode.INTERNAL,
          "",
          "the object could not be checked: " + e.getClass().getSimpleName(),
          "Please report this with the object");
      return null;
    }
  }

  private @Nullable ConfigObject<?> convert() {
    ObjectKey identity = java.util.Objects.requireNonNull(key);
    Instant created = created();
    if (created == null) {
      return null;
    }
    try {
      HasMetadata resource = ObjectConverter.convert(kind, identity.namespace(), object);
      return new ConfigObject<>(identity, resource, created, positions);
    } catch (JsonProcessingException e) {
      report(
          DiagnosticCode.WRONG_TYPE,
          e instanceof JsonMappingException mapping ? path(mapping) : "",
          kind == Kind.SECRET
              ? "the value does not fit the field"
              : "the value does not fit the field: " + firstLine(e.getOriginalMessage()),
          "");
      return null;
    }
  }

  private @Nullable Instant created() {
    JsonNode timestamp = object.path("metadata").path("creationTimestamp");
    if (timestamp.isMissingNode() || timestamp.isNull()) {
      return Instant.EPOCH;
    }
    try {
      return Timestamps.parse(timestamp.asText());
    } catch (DateTimeException e) {
      report(
          DiagnosticCode.WRONG_TYPE,
          "metadata.creationTimestamp",
          "\"%s\" is not a time".formatted(timestamp.asText()),
          "Write it as in 2026-01-31T12:00:00Z");
      return null;
    }
  }

  private @Nullable String namespace(String defaultNamespace) {
    if (!kind.namespaced()) {
      return "";
    }
    JsonNode given = object.path("metadata").path("namespace");
    boolean absent = given.isMissingNode() || given.isNull() || given.asText("x").isEmpty();
    return absent ? defaultNamespace : text("metadata", "namespace");
  }

  /** A text that identifies the object; a report and null if it is not there. */
  private @Nullable String text(String parent, String field) {
    String path = parent + "." + field;
    JsonNode value = object.path(parent).path(field);
    if (value.isTextual() && !value.textValue().isEmpty()) {
      return value.textValue();
    }
    boolean absent = value.isMissingNode() || value.isNull() || value.isTextual();
    report(
        absent ? DiagnosticCode.SCHEMA_VALIDATION : DiagnosticCode.WRONG_TYPE,
        path,
        absent
            ? "the %s has no %s".formatted(kind.kindName(), path)
            : "%s must be a text, but is %s".formatted(path, Words.describe(value)),
        absent ? "Give it one" : "Put the value in quotes");
    return null;
  }

  private boolean refused() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  private void report(SyntaxProblem problem) {
    Position where =
        positions == null ? null : new Position(positions.file(), problem.line(), problem.column());
    report(problem.code(), problem.path(), problem.message(), problem.advice(), where);
  }

  private void report(List<Violation> violations) {
    violations.forEach(v -> report(v.code(), v.field(), shown(v.message()), shown(v.advice())));
  }

  /** What a message quotes of a Secret may be secret. */
  private String shown(String message) {
    return kind == Kind.SECRET ? QUOTED.matcher(message).replaceAll("[redacted]") : message;
  }

  private void report(DiagnosticCode code, String field, String message, String advice) {
    report(code, field, message, advice, positions == null ? null : positions.of(field));
  }

  private void report(
      DiagnosticCode code, String field, String message, String advice, @Nullable Position where) {
    diagnostics.add(new Diagnostic(code, code.severity(), key, field, message, advice, where));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
