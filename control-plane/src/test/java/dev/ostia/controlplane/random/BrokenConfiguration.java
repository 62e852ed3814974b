package dev.ostia.controlplane.random;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid configuration of which one field of one object is broken.
 *
 * @param key the broken object
 * @param what which field, and how
 */
public record BrokenConfiguration(RandomConfiguration broken, ObjectKey key, String what) {

  private static final Map<String, Kind> KINDS =
      Map.of(
          "Gateway", Kind.GATEWAY,
          "VirtualService", Kind.VIRTUAL_SERVICE,
          "DestinationRule", Kind.DESTINATION_RULE,
          "ServiceEntry", Kind.SERVICE_ENTRY,
          "WorkloadEntry", Kind.WORKLOAD_ENTRY);

  /** The configuration of a seed. */
  public static BrokenConfiguration of(long seed) {
    RandomConfiguration configuration = RandomConfiguration.of(seed);
    Dice dice = new Dice(seed);
    List<ObjectNode> breakable =
        configuration.objects().stream().filter(object -> kind(object) != null).toList();
    ObjectNode object = dice.pick(breakable);
    Breakage breakage = dice.pick(Breakage.of(object.path("spec")));
    breakage.apply();
    return new BrokenConfiguration(
        configuration,
        new ObjectKey(
            requireNonNull(kind(object)),
            object.path("metadata").path("namespace").asText(),
            object.path("metadata").path("name").asText()),
        breakage.toString());
  }

  private static @Nullable Kind kind(ObjectNode object) {
    return KINDS.get(object.path("kind").asText());
  }
}
