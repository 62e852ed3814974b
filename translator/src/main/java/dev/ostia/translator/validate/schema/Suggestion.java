package dev.ostia.translator.validate.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the name that was most likely meant. */
final class Suggestion {

  private static final int MAX_LENGTH = 64;

  private Suggestion() {}

  /** Advice that names the nearest of the known names, or lists some of them. */
  static String forName(String unknown, Collection<String> known) {
    String nearest = "";
    int best = Math.max(2, unknown.length() / 3) + 1;
    // Nobody means a known name by a very long one, and comparing it would cost much.
    boolean comparable = unknown.length() <= MAX_LENGTH;
    for (String name : comparable ? known.stream().sorted().toList() : List.<String>of()) {
      int distance = distance(squeeze(unknown), squeeze(name));
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }
    if (!nearest.isEmpty()) {
      return "Did you mean " + nearest + "?";
    }
    return known.isEmpty()
        ? ""
        : "It has "
            + String.join(", ", known.stream().sorted().limit(12).toList())
            + (known.size() > 12 ? " and others" : "");
  }

  private static String squeeze(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters must be changed, added, removed or swapped with the next. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
