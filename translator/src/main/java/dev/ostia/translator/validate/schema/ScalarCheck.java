package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Durations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.OptionalLong;

/** Checks that a single value is of its type. */
final class ScalarCheck {

  private static final CharMatcher NEW_LINES = CharMatcher.anyOf("\r\n");
  private static final long MILLISECOND = 1_000_000;
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;
  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private ScalarCheck() {}

  /** Notes what is wrong with the value; returns whether nothing is. */
  static boolean check(FieldType type, Field field, Findings findings) {
    JsonNode value = field.json();
    return switch (type.scalar()) {
      case STRING -> isText(type, field, findings);
      case BOOL -> value.isBoolean() || wrongType(type, field, findings);
      case INT32 -> isWhole(type, field, findings, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32 -> isWhole(type, field, findings, 0, MAX_UINT32);
      case INT64 -> isWhole(type, field, findings, Long.MIN_VALUE, Long.MAX_VALUE);
      case UINT64 -> isUnsigned(type, field, findings);
      case DOUBLE -> value.isNumber() || wrongType(type, field, findings);
      case DURATION -> isDuration(type, field, findings, true);
      case ANY_DURATION -> isDuration(type, field, findings, false);
      case BYTES -> isText(type, field, findings) && isBase64(field, findings);
      case ENUM -> isText(type, field, findings) && isWord(type, field, findings);
      case INT_OR_STRING ->
          value.isTextual() || value.isIntegralNumber() || wrongType(type, field, findings);
      case QUANTITY -> value.isTextual() || value.isNumber() || wrongType(type, field, findings);
      case STRUCT -> value.isObject() || wrongType(type, field, findings);
      case ANY, MESSAGE -> true;
    };
  }

  private static boolean isText(FieldType type, Field field, Findings findings) {
    return field.json().isTextual() || wrongType(type, field, findings);
  }

  private static boolean isWhole(
      FieldType type, Field field, Findings findings, long least, long most) {
    JsonNode value = field.json();
    if (!isWholeNumber(value)) {
      return wrongType(type, field, findings);
    }
    BigInteger number = value.decimalValue().toBigInteger();
    if (number.compareTo(BigInteger.valueOf(least)) >= 0
        && number.compareTo(BigInteger.valueOf(most)) <= 0) {
      return true;
    }
    return outOfRange(field, findings, least + " to " + most);
  }

  private static boolean isUnsigned(FieldType type, Field field, Findings findings) {
    if (!isWholeNumber(field.json())) {
      return wrongType(type, field, findings);
    }
    BigInteger number = field.json().decimalValue().toBigInteger();
    return (number.signum() >= 0 && number.compareTo(MAX_UINT64) <= 0)
        || outOfRange(field, findings, "0 to " + MAX_UINT64);
  }

  private static boolean isWholeNumber(JsonNode value) {
    return value.isIntegralNumber()
        || (value.isNumber()
            && !Double.isNaN(value.doubleValue())
            && !Double.isInfinite(value.doubleValue())
            && value.decimalValue().remainder(BigDecimal.ONE).signum() == 0);
  }

  private static boolean outOfRange(Field field, Findings findings, String range) {
    findings.add(
        DiagnosticCode.WRONG_TYPE, field, field.text() + " is not in the range " + range, "");
    return false;
  }

  private static boolean isDuration(
      FieldType type, Field field, Findings findings, boolean positive) {
    if (!field.json().isTextual()) {
      return wrongType(type, field, findings);
    }
    OptionalLong nanos = Durations.parse(field.text());
    if (nanos.isEmpty()) {
      findings.add(
          DiagnosticCode.WRONG_TYPE,
          field,
          quote(field.text()) + " is not a duration",
          "Write a number with a unit: 500ms, 1.5s, 2m, 1h30m");
      return false;
    }
    if (positive && nanos.getAsLong() < MILLISECOND) {
      findings.refuse(
          field,
          "the duration " + field.text() + " is shorter than 1ms",
          "Give at least 1ms, or remove the field");
      return false;
    }
    return true;
  }

  private static boolean isBase64(Field field, Findings findings) {
    String text = NEW_LINES.removeFrom(field.text());
    // Java's decoder does without the = signs at the end; Kubernetes does not.
    if (text.length() % 4 != 0 || !isDecodable(text)) {
      findings.add(
          DiagnosticCode.WRONG_TYPE,
          field,
          "the value is not base64",
          "Encode it, for example with base64 -w0");
      return false;
    }
    return true;
  }

  private static boolean isDecodable(String base64) {
    try {
      byte[] _ = Base64.getDecoder().decode(base64);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isWord(FieldType type, Field field, Findings findings) {
    if (type.words().contains(field.text())) {
      return true;
    }
    findings.add(
        DiagnosticCode.WRONG_TYPE,
        field,
        quote(field.text()) + " is not a value of " + type.name(),
        "It is one of " + String.join(", ", type.words()));
    return false;
  }

  private static boolean wrongType(FieldType type, Field field, Findings findings) {
    wrongType(type.scalar().noun(), field, findings, advice(type.scalar(), field.json()));
    return false;
  }

  /** Notes that a value is of another type than the one needed. */
  static void wrongType(String needed, Field field, Findings findings, String advice) {
    findings.add(
        DiagnosticCode.WRONG_TYPE,
        field,
        "needs " + needed + ", but has " + describe(field.json()),
        advice);
  }

  private static String advice(Scalar needed, JsonNode found) {
    boolean text = needed == Scalar.STRING || needed == Scalar.ENUM || needed == Scalar.BYTES;
    if (text && found.isValueNode()) {
      return "Put it in quotes";
    }
    boolean plain = needed != Scalar.MESSAGE && needed != Scalar.STRUCT;
    return found.isTextual() && plain ? "Write it without quotes" : "";
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "the text " + quote(value.textValue());
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> "the boolean " + value.asText();
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      default -> "nothing";
    };
  }
}
