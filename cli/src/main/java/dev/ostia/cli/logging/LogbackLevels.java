package dev.ostia.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.ostia.controlplane.admin.LogLevels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** The levels of this process. {@code ostia} stands for all loggers of Ostia's own. */
public final class LogbackLevels implements LogLevels {

  private static final String ALL_OF_OSTIA = "ostia";
  private static final String PACKAGES = "dev.ostia";
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");

  @Override
  public Map<String, String> levels() {
    Map<String, String> levels = new TreeMap<>();
    for (Logger logger : context().getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel().toString().toLowerCase(Locale.ROOT));
      }
    }
    return levels;
  }

  @Override
  public void set(String logger, String level) {
    if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "there is no level '%s': write one of %s".formatted(level, String.join(", ", LEVELS)));
    }
    Level wanted = Level.toLevel(level);
    if (!wanted.isGreaterOrEqual(Level.INFO) && !isOwn(logger)) {
      throw new IllegalArgumentException(
          "libraries may log what gateways are sent, keys among it: "
              + logger
              + " cannot be set below info");
    }
    context().getLogger(logger).setLevel(wanted);
    if (logger.equals(ALL_OF_OSTIA)) {
      context().getLogger(PACKAGES).setLevel(wanted);
    }
  }

  private static boolean isOwn(String logger) {
    return logger.equals(ALL_OF_OSTIA)
        || logger.equals(PACKAGES)
        || logger.startsWith(ALL_OF_OSTIA + ".")
        || logger.startsWith(PACKAGES + ".");
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
