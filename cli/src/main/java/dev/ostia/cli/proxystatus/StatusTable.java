package dev.ostia.cli.proxystatus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.text.TabTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The control plane's status page as a table. */
final class StatusTable {

  private static final int PADDING = 5;

  /** So many characters of a version tell it from others. */
  private static final int VERSION = 12;

  private static final int PARTS_OF_ID = 4;
  private static final int NAME_IN_ID = 2;
  private static final List<String> TYPES =
      List.of("clusters", "listeners", "endpoints", "routes", "secrets");

  private StatusTable() {}

  /**
   * One line for each proxy, then one for each refusal.
   *
   * @param wide whether versions are shown
   * @throws CommandFailure if this is not a status page
   */
  static String of(String json, Instant now, boolean wide) {
    JsonNode streams = streams(json);
    if (streams.isEmpty()) {
      return "No proxy is connected.\n";
    }
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "CDS", "LDS", "EDS", "RDS", "SDS", "CONNECTED");
    StringBuilder refusals = new StringBuilder();
    for (JsonNode stream : streams) {
      String name = name(stream.path("node").asText());
      List<String> states =
          TYPES.stream().map(type -> state(stream.path("types").path(type), now, wide)).toList();
      table.row(
          name,
          states.get(0),
          states.get(1),
          states.get(2),
          states.get(3),
          states.get(4),
          age(stream.path("connectedAt").asText(), now));
      for (Map.Entry<String, JsonNode> type : stream.path("types").properties()) {
        if (type.getValue().hasNonNull("nack")) {
          refusals.append(refusal(name, type.getKey(), type.getValue()));
        }
      }
    }
    return refusals.isEmpty() ? table.toString() : table + "\n" + refusals;
  }

  private static String refusal(String name, String type, JsonNode status) {
    List<String> objects = new ArrayList<>();
    status.path("atFault").forEach(object -> objects.add(object.asText()));
    return name
        + " refused "
        + type
        + (objects.isEmpty() ? "" : ", made from " + String.join(", ", objects))
        + ": "
        + status.path("nack").asText().strip().replaceAll("\\s+", " ")
        + "\n";
  }

  private static JsonNode streams(String json) {
    try {
      return new ObjectMapper().readTree(json).path("streams");
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the control plane's answer is not a status page");
    }
  }

  /** {@code gw1.istio-system} of {@code router~10.0.0.1~gw1.istio-system~...}. */
  private static String name(String nodeId) {
    String[] parts = nodeId.split("~", -1);
    return parts.length == PARTS_OF_ID ? parts[NAME_IN_ID] : nodeId;
  }

  private static String state(JsonNode type, Instant now, boolean wide) {
    String state = type.path("state").asText("NOT SENT");
    String since =
        switch (state) {
          case "SYNCED" -> type.path("ackedAt").asText();
          case "ERROR" -> type.path("nackedAt").asText();
          default -> type.path("sentAt").asText();
        };
    String version = wide ? version(type, state) : "";
    return since.isEmpty() ? state + version : state + version + " (" + age(since, now) + ")";
  }

  /** What it has; where that is not what it was sent, both. */
  private static String version(JsonNode type, String state) {
    String acked = brief(type.path("acked").asText("-"));
    String sent = brief(type.path("sent").asText(""));
    if (sent.isEmpty()) {
      return "";
    }
    return " " + (state.equals("SYNCED") || acked.equals(sent) ? acked : acked + "->" + sent);
  }

  private static String brief(String version) {
    return version.substring(0, Math.min(VERSION, version.length()));
  }

  private static String age(String since, Instant now) {
    if (since.isEmpty()) {
      return "-";
    }
    Duration age = Duration.between(Instant.parse(since), now);
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
  }
}
