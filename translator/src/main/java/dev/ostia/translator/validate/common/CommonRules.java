package dev.ostia.translator.validate.common;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Durations;
import dev.ostia.translator.validate.syntax.Names;
import org.jspecify.annotations.Nullable;

/** Rules about fields that several kinds have. */
public final class CommonRules {

  private static final int MAX_PORT = 65535;
  private static final long MILLISECOND = 1_000_000;

  private CommonRules() {}

  /** Notes a fault, if there is one. */
  public static void refuseIf(@Nullable String fault, Field field, Findings findings) {
    if (fault != null) {
      findings.refuse(field, fault);
    }
  }

  /** A port must be from 1 to 65535. */
  public static void port(Field port, Findings findings) {
    long number = port.number();
    if (number < 1 || number > MAX_PORT) {
      findings.refuse(
          port,
          port.absent()
              ? "the port number is missing"
              : "port " + number + " is not from 1 to 65535");
    }
  }

  /** A port that may be left out, or be 0. */
  public static void optionalPort(Field port, Findings findings) {
    if (port.number() != 0) {
      port(port, findings);
    }
  }

  /** A duration must be a whole number of milliseconds, at least one. */
  public static void duration(Field duration, Findings findings) {
    if (duration.absent()) {
      return;
    }
    long nanos = Durations.parse(duration.text()).orElse(0);
    if (nanos < MILLISECOND) {
      findings.refuse(duration, "the duration " + duration.text() + " is shorter than 1ms");
    } else if (nanos % MILLISECOND != 0) {
      findings.refuse(
          duration,
          "the duration " + duration.text() + " is finer than milliseconds",
          "Round it to whole milliseconds");
    }
  }

  /** Labels must have the syntax of labels. */
  public static void labels(Field labels, Findings findings) {
    for (Field label : labels.entries()) {
      if (!Names.isLabelKey(label.key())) {
        findings.refuse(label, quote(label.key()) + " is not a key of a label");
      }
      if (!Names.isLabelValue(label.text())) {
        findings.refuse(label, quote(label.text()) + " is not a value of a label");
      }
    }
  }

  /** The labels of a selector have no wildcards and no empty keys. */
  public static void selector(Field labels, Findings findings) {
    for (Field label : labels.entries()) {
      if (label.key().isEmpty()) {
        findings.refuse(label, "the key of the label is empty");
      }
      if (label.key().contains("*") || label.text().contains("*")) {
        findings.refuse(
            label,
            "a wildcard has no meaning in a selector",
            "Name the label and its value in full");
      }
    }
  }

  /** A percentage must be 0, or from 0.0001 to 100. */
  public static void fraction(Field percentage, Findings findings) {
    Field field = percentage.get("value");
    double value = field.decimal();
    if (value < 0 || value > 100 || (value > 0 && value < 0.0001)) {
      findings.refuse(field, field.text() + " is not a percentage: 0, or from 0.0001 to 100");
    }
  }

  /** A percentage must be from 0 to 100. */
  public static void percentage(Field percentage, Findings findings) {
    double value = percentage.decimal();
    if (value < 0 || value > 100) {
      findings.refuse(percentage, percentage.text() + " is not a percentage from 0 to 100");
    }
  }

  /** A whole number that must not be negative. */
  public static void notNegative(Field field, Findings findings) {
    if (field.number() < 0) {
      findings.refuse(field, field.key() + " is negative");
    }
  }
}
