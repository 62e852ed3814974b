package dev.ostia.cli.proxyconfig.table;

import java.util.Comparator;

/**
 * The parts of a cluster's name {@code direction|port|subset|host}, as istioctl reads them: a name
 * with fewer than three bars is a host alone.
 *
 * @param port 0 where the name has none
 */
record ClusterKey(String direction, int port, String subset, String host, boolean isService) {

  /** By host, subset, port, direction; texts by their bytes. */
  static final Comparator<ClusterKey> ORDER =
      Comparator.comparing(ClusterKey::host)
          .thenComparing(ClusterKey::subset)
          .thenComparingInt(ClusterKey::port)
          .thenComparing(ClusterKey::direction);

  private static final int PARTS = 4;

  static ClusterKey of(String name) {
    if (name.chars().filter(c -> c == '|').count() < PARTS - 1) {
      return new ClusterKey("", 0, "", name, false);
    }
    String[] parts = name.split("\\|", PARTS);
    // A host with a bar in it is none.
    String host = parts[3].contains("|") ? "" : parts[3];
    return new ClusterKey(parts[0], number(parts[1]), parts[2], host, true);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
