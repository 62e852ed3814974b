package dev.ostia.cli.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.protobuf.Message;
import dev.ostia.cli.diff.Difference.Change;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.controlplane.text.ResourceText;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.shard.WholeRoutes;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Objects and resources that differ. */
final class Changes {

  private static final int CONTEXT = 3;

  private Changes() {}

  /** Objects, by content: that one moved inside its file is no change. */
  static List<Change> ofObjects(GatewayModel before, GatewayModel after) {
    List<Change> changes = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Map<ObjectKey, ConfigObject<?>> old = before.view().kind(kind);
      Map<ObjectKey, ConfigObject<?>> now = after.view().kind(kind);
      TreeSet<ObjectKey> keys = new TreeSet<>(old.keySet());
      keys.addAll(now.keySet());
      for (ObjectKey key : keys) {
        ConfigObject<?> was = old.get(key);
        ConfigObject<?> is = now.get(key);
        String what = was == null ? "added" : is == null ? "removed" : "changed";
        if (was == null || is == null || !ObjectContent.isSame(was, is)) {
          changes.add(new Change(kind.kindName(), key.qualifiedName(), what, List.of()));
        }
      }
    }
    return List.copyOf(changes);
  }

  /**
   * Envoy's resources with the lines that differ; none of the scopes, which say only what shard a
   * host is in.
   */
  static List<Change> ofResources(GatewayModel before, GatewayModel after) {
    List<Change> changes = new ArrayList<>();
    for (ResourceType type : EnumSet.complementOf(EnumSet.of(ResourceType.SCOPE))) {
      Map<String, Message> old = resources(before, type);
      Map<String, Message> now = resources(after, type);
      TreeSet<String> names = new TreeSet<>(old.keySet());
      names.addAll(now.keySet());
      for (String name : names) {
        Message was = old.get(name);
        Message is = now.get(name);
        if (was == null || is == null || !was.equals(is)) {
          String what = was == null ? "added" : is == null ? "removed" : "changed";
          changes.add(new Change(ResourceText.label(type), name, what, lines(type, was, is)));
        }
      }
    }
    return List.copyOf(changes);
  }

  /** Shards of one port as one: a host that went to another shard is no change. */
  private static Map<String, Message> resources(GatewayModel model, ResourceType type) {
    if (type != ResourceType.ROUTE) {
      return model.translation().resources(type);
    }
    List<RouteConfiguration> routes =
        model.translation().resources(type).values().stream()
            .map(RouteConfiguration.class::cast)
            .toList();
    Map<String, Message> whole = new TreeMap<>();
    WholeRoutes.of(routes).forEach(one -> whole.put(one.getName(), one));
    return whole;
  }

  private static List<String> lines(
      ResourceType type, @Nullable Message was, @Nullable Message is) {
    // What is new or gone as a whole needs no lines, and secrets are never shown.
    if (was == null || is == null || type == ResourceType.SECRET) {
      return List.of();
    }
    List<String> old = yaml(was);
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            "before", "after", old, DiffUtils.diff(old, yaml(is)), CONTEXT);
    return unified.size() <= 2 ? List.of() : List.copyOf(unified.subList(2, unified.size()));
  }

  private static List<String> yaml(Message message) {
    return Arrays.asList(ResourceText.yaml(ResourceText.tree(message)).split("\n"));
  }
}
