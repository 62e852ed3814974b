package dev.ostia.translator.route.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Gives every Host header one of 256 cells, in Java for the hosts of the configuration and as a
 * formatter for Envoy, which must agree for every host in any case and with any port. It does not
 * depend on the hosts that there are, so that the listener never changes on their account.
 *
 * <p>Each bit is the parity of how many characters of a set are at even or at odd places before the
 * port, the last place of an odd number left out: a regular language, whose expression is below the
 * 100 instructions that Envoy allows in CEL. Characters that no host has make the bit 1.
 */
public final class ShardFunction {

  /** The header that Envoy keeps the cell in. */
  public static final String HEADER = "x-ostia-route-shard";

  /** How many bits a cell has. */
  static final int BITS = 8;

  static final int CELLS = 1 << BITS;

  /** More than hosts are made of, in as few ranges as can be. */
  private static final String ALPHABET = "-./0123456789_`abcdefghijklmnopqrstuvwxyz";

  /** Bit by bit the characters that count: chosen by trial so that usual host names spread. */
  private static final List<String> COUNTED =
      List.of(
          "01234bcdefopqrstuvwxyz",
          "12349nopqrstvwxyz",
          "126789ijklmnopqrsz",
          "0129defglmnopqrstuvwxyz",
          "4567abnopqrstuv",
          "4589cdefghijklmnopwxyz",
          "234569cdefghijklmnoyz",
          "2789efghirstuvwxyz");

  private static final String ANY = ranges(ALPHABET);

  private ShardFunction() {}

  /** By character the bits for which it counts; {@link #FOREIGN} for one that no host has. */
  private static final int[] SETS = sets();

  private static final int FOREIGN = -1;

  private static final int ASCII = 128;

  /** The bits for which characters at even places count: the first, the third and so on. */
  private static final int AT_EVEN = 0b01010101;

  private static int[] sets() {
    int[] sets = new int[ASCII];
    Arrays.fill(sets, FOREIGN);
    for (int i = 0; i < ALPHABET.length(); i++) {
      char c = ALPHABET.charAt(i);
      int bits = 0;
      for (int bit = 0; bit < BITS; bit++) {
        bits |= COUNTED.get(bit).indexOf(c) < 0 ? 0 : 1 << bit;
      }
      sets[c] = bits;
    }
    return sets;
  }

  /** The cell of an exact host, as bits. */
  static String bits(String host) {
    int end = host.indexOf(':') < 0 ? host.length() : host.indexOf(':');
    int odd = 0;
    for (int i = 0; i < end; i++) {
      char c = lower(host.charAt(i));
      int set = c < SETS.length ? SETS[c] : FOREIGN;
      if (set == FOREIGN) {
        return "1".repeat(BITS);
      }
      boolean counts = i < end - end % 2;
      odd ^= counts ? set & (i % 2 == 0 ? AT_EVEN : ~AT_EVEN) : 0;
    }
    StringBuilder bits = new StringBuilder(BITS);
    for (int bit = 0; bit < BITS; bit++) {
      bits.append((odd >> bit & 1) == 0 ? '0' : '1');
    }
    return bits.toString();
  }

  /** The cell of any Host header, as bits. */
  public static String bitsOfHeader(String header) {
    return bits(header);
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /**
   * The value of {@link #HEADER}: the key of the cell of the request's host. It is one sum, as
   * Envoy's work is by the formatter and by the expression, and a tree of choices would have each
   * expression many times over.
   */
  public static String formatter(String routes) {
    StringJoiner sum = new StringJoiner("+");
    for (int bit = 0; bit < BITS; bit++) {
      sum.add("(request.host.matches('%s')?0:%d)".formatted(expression(bit), CELLS >> (bit + 1)));
    }
    return ShardNames.of(routes.replace("%", "%%"), "%CEL(" + sum + ")%");
  }

  /** What {@link #HEADER} holds for a cell. */
  static String key(String routes, int cell) {
    return ShardNames.of(routes, String.valueOf(cell));
  }

  /** Matches hosts of even parity. */
  private static String expression(int bit) {
    String counted = ranges(COUNTED.get(bit));
    StringBuilder others = new StringBuilder();
    for (int i = 0; i < ALPHABET.length(); i++) {
      char c = ALPHABET.charAt(i);
      if (COUNTED.get(bit).indexOf(c) < 0) {
        others.append(c);
      }
    }
    String one = bit % 2 == 0 ? counted + ANY : ANY + counted;
    String zero = bit % 2 == 0 ? ranges(others.toString()) + ANY : ANY + ranges(others.toString());
    return "(?i)^(?:%s|%s(?:%s)*%s)*%s?(?::|$)".formatted(zero, one, zero, one, ANY);
  }

  /** A character class of sorted characters. */
  private static String ranges(String sorted) {
    List<String> ranges = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sorted.length(); i++) {
      if (i == sorted.length() || sorted.charAt(i) != sorted.charAt(i - 1) + 1) {
        char from = sorted.charAt(start);
        char to = sorted.charAt(i - 1);
        ranges.add(from == to ? String.valueOf(from) : from + "-" + to);
        start = i;
      }
    }
    return "[" + String.join("", ranges) + "]";
  }
}
