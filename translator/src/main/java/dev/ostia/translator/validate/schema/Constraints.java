package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;
import static dev.ostia.translator.validate.schema.Constraint.onValue;
import static dev.ostia.translator.validate.schema.Constraint.onWhole;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The flags of the tables, such as {@code maxLen=63}, and what they demand. */
final class Constraints {

  private Constraints() {}

  /** The constraint that a flag stands for. */
  static Constraint of(String flag) {
    int equals = flag.indexOf('=');
    String name = flag.substring(0, equals);
    String argument = flag.substring(equals + 1);
    return switch (name) {
      case "min" -> atLeast(new BigDecimal(argument));
      case "max" -> atMost(new BigDecimal(argument));
      case "minLen" -> minLength(Integer.parseInt(argument));
      case "maxLen" -> maxLength(Integer.parseInt(argument));
      case "minItems", "minKeys" -> minSize(Integer.parseInt(argument));
      case "maxItems", "maxKeys" -> maxSize(Integer.parseInt(argument));
      case "pattern" -> pattern(argument);
      case "uniqueBy" -> uniqueBy(argument);
      case "keys" -> KeyConstraints.of(argument);
      case "is" -> ValueConstraints.of(argument);
      default -> throw new IllegalArgumentException("unknown flag " + flag);
    };
  }

  private static Constraint atLeast(BigDecimal limit) {
    return onValue(
        (field, findings) -> {
          if (field.json().decimalValue().compareTo(limit) < 0) {
            findings.refuse(field, field.text() + " is less than " + limit + ", the least allowed");
          }
        });
  }

  private static Constraint atMost(BigDecimal limit) {
    return onValue(
        (field, findings) -> {
          if (field.json().decimalValue().compareTo(limit) > 0) {
            findings.refuse(field, field.text() + " is more than " + limit + ", the most allowed");
          }
        });
  }

  private static Constraint minLength(int limit) {
    return onValue(
        (field, findings) -> {
          if (field.text().codePointCount(0, field.text().length()) < limit) {
            findings.refuse(field, "the value is empty", "Give one, or remove the field");
          }
        });
  }

  private static Constraint maxLength(int limit) {
    return onValue(
        (field, findings) -> {
          int length = field.text().codePointCount(0, field.text().length());
          if (length > limit) {
            findings.refuse(
                field,
                "the value has " + length + " characters; at most " + limit + " are allowed");
          }
        });
  }

  private static Constraint minSize(int limit) {
    return onWhole(
        (field, findings) -> {
          if (field.size() < limit) {
            findings.refuse(field, "at least " + limit + " is needed, and there is none");
          }
        });
  }

  private static Constraint maxSize(int limit) {
    return onWhole(
        (field, findings) -> {
          if (field.size() > limit) {
            findings.refuse(
                field, "there are " + field.size() + "; at most " + limit + " are allowed");
          }
        });
  }

  private static Constraint pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return onValue(
        (field, findings) -> {
          if (!pattern.matcher(field.text()).find()) {
            findings.refuse(
                field,
                quote(field.text()) + " does not have the form that is needed",
                "It is " + regex);
          }
        });
  }

  private static Constraint uniqueBy(String name) {
    return onWhole((field, findings) -> checkUnique(field, name, findings));
  }

  private static void checkUnique(Field list, String name, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Field item : list.items()) {
      if (item.has(name) && !seen.add(item.text(name))) {
        findings.refuse(
            item.get(name),
            "the " + name + " " + quote(item.text(name)) + " is used twice in this list",
            "Give each its own");
      }
    }
  }
}
