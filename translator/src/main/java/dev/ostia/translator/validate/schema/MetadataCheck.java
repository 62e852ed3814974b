package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Names;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** What Kubernetes demands of the metadata of every object. */
final class MetadataCheck {

  private MetadataCheck() {}

  /** Notes what is wrong with the metadata of an object. */
  static void check(Field object, Findings findings) {
    Field metadata = object.get("metadata");
    checkName(metadata, findings);
    Field namespace = metadata.get("namespace");
    if (namespace.present()
        && !namespace.text().isEmpty()
        && !Names.isLowerDnsLabel(namespace.text())) {
      findings.refuse(
          namespace,
          quote(namespace.text()) + " is not the name of a namespace",
          "Use up to 63 lower-case letters, digits and inner -");
    }
    for (Field label : metadata.entries("labels")) {
      checkLabel(label, findings);
    }
    for (Field annotation : metadata.entries("annotations")) {
      if (!Names.isLabelKey(annotation.key().toLowerCase(Locale.ROOT))) {
        findings.refuse(
            annotation, quote(annotation.key()) + " is not a key of an annotation", KEY_FORM);
      }
    }
    checkTime(metadata.get("creationTimestamp"), findings);
  }

  private static final String KEY_FORM =
      "Use letters, digits and inner -, _ or ., at most 63, after an optional DNS name and /";

  private static void checkName(Field metadata, Findings findings) {
    Field name = metadata.get("name");
    if (name.text().isEmpty()) {
      if (metadata.text("generateName").isEmpty()) {
        findings.refuse(name, "the object has no name", "Give it one in metadata.name");
      }
    } else if (!Names.isLowerDnsSubdomain(name.text())) {
      findings.refuse(
          name,
          quote(name.text()) + " is not a name of an object",
          "Use up to 253 lower-case letters, digits, inner - and dots between them");
    }
  }

  private static void checkLabel(Field label, Findings findings) {
    if (!Names.isObjectLabelKey(label.key())) {
      findings.refuse(label, quote(label.key()) + " is not a key of a label", KEY_FORM);
    }
    if (!Names.isShortLabelValue(label.text())) {
      findings.refuse(
          label,
          quote(label.text()) + " is not a value of a label",
          "Use letters, digits and inner -, _ or ., at most 63");
    }
  }

  private static void checkTime(Field time, Findings findings) {
    if (time.absent()) {
      return;
    }
    try {
      OffsetDateTime.parse(time.text());
    } catch (DateTimeParseException e) {
      findings.add(
          DiagnosticCode.WRONG_TYPE,
          time,
          quote(time.text()) + " is not a time",
          "Write it as in 2026-01-31T12:00:00Z");
    }
  }
}
