package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --level} as istioctl does. */
final class LogLevels {

  private static final String ALL = "level";

  private static final Map<String, String> LEVELS =
      Map.of(
          "trace", "trace",
          "debug", "debug",
          "info", "info",
          "warning", "warning",
          "warn", "warning",
          "error", "error",
          "critical", "critical",
          "off", "off");

  private LogLevels() {}

  /**
   * The parameters of the requests to make, in order: all loggers first.
   *
   * @param levels {@code LEVEL} or {@code LOGGER:LEVEL}, separated by commas; a level alone forgets
   *     what stands before it
   * @param loggers Envoy's list of its loggers
   * @throws CommandFailure if a level or a logger does not exist
   */
  static List<String> changes(String levels, String loggers) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String one : levels.isEmpty() ? new String[0] : levels.split(",", -1)) {
      int namespace = one.lastIndexOf("::");
      String[] parts = (namespace < 0 ? one : one.substring(namespace + 2)).split("[:=]", 2);
      if (parts.length == 1) {
        wanted.clear();
        wanted.put(ALL, level(parts[0]));
      } else if (parts[0].equals("all") || parts[0].equals(ALL)) {
        wanted.put(ALL, level(parts[1]));
      } else if (loggers.contains("  " + parts[0] + ": ")) {
        wanted.put(parts[0], level(parts[1]));
      } else {
        throw new CommandFailure("unrecognized logger name: " + parts[0]);
      }
    }
    List<String> changes = new ArrayList<>();
    if (wanted.containsKey(ALL)) {
      changes.add(ALL + "=" + wanted.remove(ALL));
    }
    wanted.forEach((logger, level) -> changes.add(logger + "=" + level));
    return changes;
  }

  private static String level(String name) {
    String level = LEVELS.get(name);
    if (level == null) {
      throw new CommandFailure("unrecognized logging level: " + name);
    }
    return level;
  }
}
