package dev.ostia.cli.get.column;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was made, as kubectl shortens it. */
public final class Age {

  private static final int DAYS_OF_YEAR = 365;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = DAYS_OF_YEAR * DAY;

  private Age() {}

  /** Such as {@code 5m12s} or {@code 3d}; {@code <unknown>} for {@link Instant#EPOCH}. */
  public static String of(Instant created, Instant now) {
    if (created.equals(Instant.EPOCH)) {
      return "<unknown>";
    }
    long seconds = Math.max(0, Duration.between(created, now).toSeconds());
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    if (seconds < 3 * HOUR) {
      return two(seconds, MINUTE, "m", 1, "s", 10 * MINUTE);
    }
    if (seconds < 2 * DAY) {
      return two(seconds, HOUR, "h", MINUTE, "m", 8 * HOUR);
    }
    if (seconds < 2 * YEAR) {
      return two(seconds, DAY, "d", HOUR, "h", 8 * DAY);
    }
    return two(seconds, YEAR, "y", DAY, "d", 8 * YEAR);
  }

  /** The larger unit, and below a limit the rest in the smaller one. */
  private static String two(
      long seconds, long large, String largeName, long small, String smallName, long limit) {
    String whole = seconds / large + largeName;
    long rest = seconds % large / small;
    return seconds >= limit || rest == 0 ? whole : whole + rest + smallName;
  }
}
