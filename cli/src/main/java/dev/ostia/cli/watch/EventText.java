package dev.ostia.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An event as a line. */
interface EventText {

  /** The line of an event. */
  String of(JsonNode event);

  /** The event as it came. */
  static EventText json() {
    return JsonNode::toString;
  }

  /** For people, in local time. */
  static EventText lines(boolean color) {
    return event -> line(event, color);
  }

  private static String line(JsonNode event, boolean color) {
    String kind = event.path("kind").asText();
    StringBuilder line = new StringBuilder(time(event.path("time").asText()));
    line.append("  ").append(colored(String.format(Locale.ROOT, "%-10s", kind), kind, color));
    String proxy = name(event.path("proxy").asText());
    String about = (proxy + " " + event.path("type").asText()).strip();
    line.append(' ').append(about.isEmpty() ? "" : about + ": ");
    line.append(event.path("text").asText());
    List<String> objects = new ArrayList<>();
    event.path("objects").forEach(object -> objects.add(object.asText()));
    if (kind.equals("nack") && !objects.isEmpty()) {
      line.append("; made from ").append(String.join(", ", objects));
    }
    if (event.hasNonNull("millis")) {
      line.append(String.format(Locale.ROOT, "  %.1f ms", event.path("millis").asDouble()));
    }
    return line.toString().stripTrailing();
  }

  private static String time(String instant) {
    return DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
        .withZone(ZoneId.systemDefault())
        .format(Instant.parse(instant));
  }

  /** {@code gw1.istio-system} of {@code router~10.0.0.1~gw1.istio-system~...}. */
  private static String name(String nodeId) {
    String[] parts = nodeId.split("~", -1);
    return parts.length == 4 ? parts[2] : nodeId;
  }

  private static String colored(String text, String kind, boolean color) {
    String code =
        switch (kind) {
          case "nack" -> "1;31";
          case "ack" -> "32";
          case "change" -> "1";
          default -> "";
        };
    return color && !code.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
