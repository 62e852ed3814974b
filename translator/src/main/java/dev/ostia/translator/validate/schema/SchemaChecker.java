package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;
import java.util.Map;

/** Compares an object with the fields that its kind has. */
final class SchemaChecker {

  private final Findings findings;

  SchemaChecker(Findings findings) {
    this.findings = findings;
  }

  /** Notes all that is wrong with a mapping of this type. */
  void check(MessageType type, Field field) {
    if (!field.json().isObject()) {
      ScalarCheck.wrongType("a mapping", field, findings, "");
      return;
    }
    for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry :
        field.json().properties()) {
      FieldType known = type.fields().get(entry.getKey());
      if (known == null) {
        unknown(type, field.get(entry.getKey()), entry.getKey());
      } else if (!entry.getValue().isNull()) {
        checkField(known, field.get(entry.getKey()));
      }
    }
    for (FieldType required : type.required()) {
      if (!field.has(required.name())) {
        missing(field, required);
      }
    }
    type.alternatives().forEach(names -> checkAlternatives(field, names));
  }

  private void checkField(FieldType type, Field field) {
    switch (type.shape()) {
      case SINGLE -> checkValue(type, field);
      case LIST -> checkList(type, field);
      case MAP -> checkMap(type, field);
    }
  }

  private void checkList(FieldType type, Field field) {
    if (!field.json().isArray()) {
      ScalarCheck.wrongType("a list", field, findings, "Begin each element with a dash");
      return;
    }
    for (Field item : field.items()) {
      if (item.absent()) {
        ScalarCheck.wrongType(
            type.scalar().noun(), item, findings, "Fill the element in, or remove it");
      } else {
        checkValue(type, item);
      }
    }
    checkWhole(type, field);
  }

  private void checkMap(FieldType type, Field field) {
    if (!field.json().isObject()) {
      ScalarCheck.wrongType("a mapping", field, findings, "");
      return;
    }
    for (Field entry : field.entries()) {
      if (entry.present()) {
        checkValue(type, entry);
      }
    }
    checkWhole(type, field);
  }

  private void checkWhole(FieldType type, Field field) {
    for (Constraint constraint : type.constraints()) {
      if (constraint.target() == Constraint.Target.WHOLE) {
        constraint.check().apply(field, findings);
      }
    }
  }

  private void checkValue(FieldType type, Field field) {
    if (type.message() != null) {
      check(type.message().get(), field);
    } else if (ScalarCheck.check(type, field, findings)) {
      for (Constraint constraint : type.constraints()) {
        if (constraint.target() == Constraint.Target.VALUE) {
          constraint.check().apply(field, findings);
        }
      }
    }
  }

  private void unknown(MessageType type, Field field, String name) {
    findings.add(
        DiagnosticCode.UNKNOWN_FIELD,
        field,
        "there is no field " + quote(name) + " here",
        Suggestion.forName(name, type.fields().keySet()));
  }

  private void missing(Field field, FieldType required) {
    boolean empty = field.json().has(required.name());
    findings.refuse(
        field.get(required.name()),
        required.name() + (empty ? " has no value" : " is missing"),
        "It is required: " + required.scalar().noun());
  }

  private void checkAlternatives(Field field, List<String> names) {
    List<String> present = names.stream().filter(field::has).toList();
    if (present.size() > 1) {
      findings.refuse(
          field.get(present.get(1)),
          "only one of "
              + String.join(", ", names)
              + " may be given, and there are "
              + String.join(" and ", present),
          "Keep the one that is meant");
    }
  }
}
