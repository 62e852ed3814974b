package dev.ostia.translator.tls;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which entries of {@code cipherSuites} may reach Envoy. Envoy refuses a whole listener or cluster
 * for one that it does not know.
 */
public final class CipherSuites {

  /** The suites that Istio lets through. */
  private static final Set<String> NAMES =
      Set.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "ECDHE-ECDSA-AES128-SHA",
          "ECDHE-RSA-AES128-SHA",
          "ECDHE-ECDSA-AES256-SHA",
          "ECDHE-RSA-AES256-SHA",
          "AES128-GCM-SHA256",
          "AES256-GCM-SHA384",
          "AES128-SHA",
          "AES256-SHA",
          "DES-CBC3-SHA");

  private static final String ALL = "ALL";
  private static final Splitter EQUALS = Splitter.on('|');
  private static final CharMatcher OPERATORS = CharMatcher.anyOf("!-+");

  private CipherSuites() {}

  /**
   * Whether Envoy takes the entry: a suite, {@code ALL}, suites of equal rank such as {@code
   * [A|B]}, or an operator such as {@code !} before a suite.
   */
  public static boolean isKnown(String entry) {
    return entry.equals(ALL) || NAMES.containsAll(names(entry));
  }

  /** Whether a list of known entries leaves any suite; Envoy refuses a list that does not. */
  public static boolean leavesAny(Collection<String> entries) {
    if (entries.contains(ALL)) {
      return true;
    }
    Set<String> left = new HashSet<>();
    entries.stream().filter(e -> !isOperation(e)).forEach(e -> left.addAll(names(e)));
    entries.stream().filter(CipherSuites::isOperation).forEach(e -> left.removeAll(names(e)));
    return !left.isEmpty();
  }

  private static boolean isOperation(String entry) {
    return !entry.isEmpty() && OPERATORS.matches(entry.charAt(0));
  }

  private static List<String> names(String entry) {
    if (entry.startsWith("[") && entry.endsWith("]")) {
      return EQUALS.splitToList(entry.substring(1, entry.length() - 1));
    }
    return List.of(isOperation(entry) ? entry.substring(1) : entry);
  }
}
