package dev.ostia.cli.proxystatus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.HttpText;
import org.jspecify.annotations.Nullable;

/**
 * The admin port of a proxy's Envoy.
 *
 * @param address {@code HOST:PORT}
 * @param known whether somebody said so; else it is the usual one
 */
record EnvoyAdmin(String address, boolean known) {

  private static final String USUAL = "127.0.0.1:15000";

  /** The one that the user names, else what the control plane knows, else the usual one. */
  static EnvoyAdmin of(@Nullable String named, String controlPlane, String proxy) {
    if (named != null) {
      return new EnvoyAdmin(named, true);
    }
    String status = HttpText.get(controlPlane, "/debug/status", "the control plane");
    try {
      for (JsonNode stream : new ObjectMapper().readTree(status).path("streams")) {
        if (stream.has("envoyAdmin") && isNamed(stream.path("node").asText(), proxy)) {
          return new EnvoyAdmin(stream.path("envoyAdmin").asText(), true);
        }
      }
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the control plane at " + controlPlane + " answers no status");
    }
    return new EnvoyAdmin(USUAL, false);
  }

  /** As the control plane finds a proxy by a part of its id. */
  private static boolean isNamed(String node, String proxy) {
    return node.equals(proxy)
        || (node + "~").contains("~" + proxy + "~")
        || node.contains("~" + proxy + ".");
  }

  /**
   * What Envoy works with.
   *
   * @throws CommandFailure if it cannot be asked
   */
  String dump() {
    try {
      return HttpText.get(address, "/config_dump?include_eds=true", "Envoy's admin port");
    } catch (CommandFailure e) {
      throw known
          ? e
          : new CommandFailure(
              e.getMessage()
                  + ". Name the admin port of this proxy's Envoy with --admin HOST:PORT");
    }
  }
}
