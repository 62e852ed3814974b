package dev.ostia.cli.diff;

import com.google.protobuf.Message;
import dev.ostia.cli.diff.Difference.Change;
import dev.ostia.cli.diff.Difference.Cost;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it costs to bring a change to a gateway over delta ADS. */
final class Costs {

  private Costs() {}

  static Cost of(GatewayModel before, GatewayModel after) {
    long bytes = 0;
    for (ResourceType type : ResourceType.values()) {
      Map<String, Message> old = before.translation().resources(type);
      for (Map.Entry<String, Message> now : after.translation().resources(type).entrySet()) {
        if (!now.getValue().equals(old.get(now.getKey()))) {
          bytes += now.getValue().getSerializedSize();
        }
      }
    }
    return new Cost(bytes, drained(before, after));
  }

  /** Envoy keeps connections of filter chains that stay the same if nothing else changes. */
  private static List<String> drained(GatewayModel before, GatewayModel after) {
    List<String> drained = new ArrayList<>();
    for (Listener old : before.envoy().listeners().values()) {
      Listener now = after.envoy().listeners().get(old.getName());
      if (now == null) {
        drained.add(old.getName() + " is removed");
      } else if (!now.equals(old)) {
        boolean chainsOnly =
            now.toBuilder()
                .clearFilterChains()
                .build()
                .equals(old.toBuilder().clearFilterChains().build());
        drained.add(
            old.getName() + (chainsOnly ? " (connections of the changed filter chains)" : ""));
      }
    }
    return List.copyOf(drained);
  }

  /** How many are added, changed and removed, in one line. */
  static String counts(List<Change> changes) {
    List<String> parts = new ArrayList<>();
    for (String what : List.of("added", "changed", "removed")) {
      long number = changes.stream().filter(change -> change.change().equals(what)).count();
      if (number > 0) {
        parts.add(number + " " + what);
      }
    }
    return String.join(", ", parts);
  }
}
