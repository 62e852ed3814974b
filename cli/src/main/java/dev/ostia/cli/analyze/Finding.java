package dev.ostia.cli.analyze;

import dev.ostia.cli.analyze.AnalyzeCommand.Level;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.util.Locale;

/** A diagnostic in istioctl's words. */
record Finding(Diagnostic diagnostic) {

  private static final String DOCUMENTATION =
      "https://istio.io/latest/docs/reference/config/analysis/";

  String code() {
    return diagnostic.code().id();
  }

  Level level() {
    return switch (diagnostic.severity()) {
      case ERROR -> Level.ERROR;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
    };
  }

  /** {@code Error}, {@code Warning}, {@code Info}. */
  String levelName() {
    String name = level().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** {@code Gateway default/mygateway}; empty for a file without a readable object. */
  String origin() {
    ObjectKey object = diagnostic.object();
    return object == null ? "" : object.toString();
  }

  /** {@code gateway.yaml:8}; empty if it came from no file. */
  String reference() {
    return diagnostic.where().map(place -> place.file() + ":" + place.line()).orElse("");
  }

  String message() {
    String field = diagnostic.field().isEmpty() ? "" : diagnostic.field() + ": ";
    String advice = diagnostic.advice().isEmpty() ? "" : ". " + diagnostic.advice();
    return field + diagnostic.message() + advice;
  }

  /** Where the code is explained; Ostia's own are in its documentation. */
  String documentationUrl() {
    return code().startsWith("IST")
        ? DOCUMENTATION + code().toLowerCase(Locale.ROOT) + "/"
        : "docs/diagnostics.md";
  }

  /** {@code Error [IST0101] (Gateway default/x gateway.yaml:8) message}. */
  String line(String before, String after) {
    String where = (origin() + " " + reference()).strip();
    return before
        + levelName()
        + after
        + " ["
        + code()
        + "]"
        + (where.isEmpty() ? "" : " (" + where + ")")
        + " "
        + message();
  }
}
