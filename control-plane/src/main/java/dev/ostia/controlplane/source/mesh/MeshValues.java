package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CaseFormat;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of a mesh configuration and notes what is wrong with them. */
final class MeshValues {

  /** A protobuf Duration in JSON, the only form that istiod takes here. */
  private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?s");

  private final FieldPositions positions;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  MeshValues(FieldPositions positions) {
    this.positions = positions;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Istio reads both forms of a name: accessLogFile and access_log_file. */
  static String canonical(String name) {
    return name.indexOf('_') < 0
        ? name
        : CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
  }

  /** The last name of a path, in camel case. */
  static String last(String path) {
    return canonical(path.substring(path.lastIndexOf('.') + 1));
  }

  /** Gives every field of a mapping to a reader, with its path; null counts as absent. */
  void each(String path, JsonNode value, BiConsumer<String, JsonNode> reader) {
    if (!value.isObject()) {
      wrong(path, "a mapping", "");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isNull()) {
        reader.accept(path + "." + entry.getKey(), entry.getValue());
      }
    }
  }

  /** A list of texts; an empty list if it is not one. */
  List<String> texts(String field, JsonNode value) {
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    if (!value.isArray() || texts.contains("")) {
      wrong(field, "a list of texts", "");
      return List.of();
    }
    return List.copyOf(texts);
  }

  double number(String field, JsonNode value, double fallback) {
    if (value.isNumber() && value.doubleValue() >= 0) {
      return value.doubleValue();
    }
    wrong(field, "a number that is not negative", "");
    return fallback;
  }

  String text(String field, JsonNode value, String fallback) {
    if (value.isTextual()) {
      return value.textValue();
    }
    wrong(field, "a text", "Put the value in quotes");
    return fallback;
  }

  boolean flag(String field, JsonNode value, boolean fallback) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    wrong(field, "true or false", "");
    return fallback;
  }

  int count(String field, JsonNode value, int fallback) {
    if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0) {
      return value.intValue();
    }
    wrong(field, "a number that is not negative", "");
    return fallback;
  }

  @Nullable Duration duration(String field, JsonNode value, @Nullable Duration fallback) {
    String given = value.asText();
    if (value.isTextual() && DURATION.matcher(given).matches()) {
      BigDecimal seconds = new BigDecimal(given.substring(0, given.length() - 1));
      if (seconds.signum() > 0) {
        return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
      }
    }
    wrong(field, "a time in seconds, more than none", "Such as " + field + ": 2.5s");
    return fallback;
  }

  /** One of the words of an enum; its number counts as well, as in all of Istio's API. */
  <E extends Enum<E>> E word(String field, JsonNode value, Class<E> type, E fallback) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value.asText())) {
        return constant;
      }
    }
    wrong(field, "one of " + List.of(type.getEnumConstants()), "");
    return fallback;
  }

  /**
   * Notes a field that has no effect.
   *
   * @param known whether Istio has it
   */
  void notRead(String field, boolean known) {
    if (known) {
      report(
          DiagnosticCode.NOT_HONOURED,
          field,
          "this setting of the mesh configuration has no effect: Ostia does not read it",
          "");
    } else {
      report(
          DiagnosticCode.UNKNOWN_FIELD,
          field,
          "the mesh configuration has no such field",
          "Check the spelling, or remove it");
    }
  }

  void wrong(String field, String expected, String advice) {
    report(DiagnosticCode.WRONG_TYPE, field, "the value must be " + expected, advice);
  }

  void report(DiagnosticCode code, String field, String message, String advice) {
    diagnostics.add(
        new Diagnostic(code, code.severity(), null, field, message, advice, positions.of(field)));
  }
}
