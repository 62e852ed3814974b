package dev.ostia.translator.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How Istio compares host names that may begin with a wildcard: {@code *}, {@code *.example.com}.
 */
public final class HostPatterns {

  /** Names without a wildcard first, then the longer one, then by the alphabet; {@code *} last. */
  public static final Comparator<String> MOST_SPECIFIC_FIRST =
      Comparator.<String, Boolean>comparing(HostPatterns::isWildcard)
          .thenComparing(Comparator.comparingInt(String::length).reversed())
          .thenComparing(Comparator.naturalOrder());

  private HostPatterns() {}

  /** Whether the name begins with {@code *}. */
  public static boolean isWildcard(String host) {
    return host.startsWith("*");
  }

  /**
   * Whether every name that {@code inner} stands for is also one of {@code outer}. {@code *.x.com}
   * does not cover {@code x.com}.
   */
  public static boolean covers(String outer, String inner) {
    if (!isWildcard(outer)) {
      return outer.equals(inner);
    }
    if (!isWildcard(inner)) {
      return inner.endsWith(outer.substring(1));
    }
    return inner.length() >= outer.length() && inner.substring(1).endsWith(outer.substring(1));
  }

  /**
   * The names that both sides stand for: of each pair where one covers the other, the more specific
   * one; without repetition, in the order of the first side.
   */
  public static List<String> intersection(Collection<String> first, Collection<String> second) {
    List<String> both = new ArrayList<>(2);
    for (String a : first) {
      for (String b : second) {
        String common = covers(b, a) ? a : covers(a, b) ? b : "";
        if (!common.isEmpty() && !both.contains(common)) {
          both.add(common);
        }
      }
    }
    return both;
  }

  /** In lower case, as domains of virtual hosts are compared. */
  public static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
