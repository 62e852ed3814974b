package dev.ostia.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** {@code 14:03:21.123 WARN what happened}, in one line unless details are asked for. */
final class TextLayout extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final boolean details;
  private final boolean colour;
  private final ZoneId zone = ZoneId.systemDefault();

  TextLayout(boolean details, boolean colour) {
    this.details = details;
    this.colour = colour;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone))).append(' ');
    line.append(level(event.getLevel())).append(' ');
    line.append(event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      if (details) {
        line.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      } else {
        line.append(": ").append(event.getThrowableProxy().getMessage());
      }
    }
    return line.append('\n').toString();
  }

  private String level(Level level) {
    String text = String.format("%-5s", level);
    if (!colour) {
      return text;
    }
    return switch (level.toInt()) {
      case Level.ERROR_INT -> "\u001b[31m" + text + "\u001b[0m";
      case Level.WARN_INT -> "\u001b[33m" + text + "\u001b[0m";
      default -> text;
    };
  }
}
