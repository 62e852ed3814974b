package dev.ostia.translator.validate.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * Durations as Go and so Istio write them: {@code 1h30m}, {@code 1.5s}, {@code 250ms}, {@code -5s}.
 */
public final class Durations {

  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @return nanoseconds; empty if the text is no duration or too large for 64 bits
   */
  public static OptionalLong parse(String text) {
    int at = 0;
    boolean negative = false;
    if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      at = 1;
    }
    if (text.substring(at).equals("0")) {
      return OptionalLong.of(0);
    }
    if (at == text.length()) {
      return OptionalLong.empty();
    }
    BigInteger nanos = BigInteger.ZERO;
    while (at < text.length()) {
      int unitStart = endOfNumber(text, at);
      int unitEnd = endOfUnit(text, unitStart);
      long unit = nanosOf(text.substring(unitStart, unitEnd));
      String number = text.substring(at, unitStart);
      if (unit == 0 || number.isEmpty() || number.equals(".")) {
        return OptionalLong.empty();
      }
      nanos =
          nanos.add(new BigDecimal("0" + number).multiply(BigDecimal.valueOf(unit)).toBigInteger());
      at = unitEnd;
    }
    if (nanos.compareTo(MAX) > 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(negative ? -nanos.longValueExact() : nanos.longValueExact());
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    boolean point = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (c < '0' || c > '9') {
        break;
      }
      at++;
    }
    return at;
  }

  private static int endOfUnit(String text, int from) {
    int at = from;
    while (at < text.length()
        && text.charAt(at) != '.'
        && (text.charAt(at) < '0' || text.charAt(at) > '9')) {
      at++;
    }
    return at;
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> 1L;
      case "us", "\u00b5s", "\u03bcs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0L;
    };
  }
}
