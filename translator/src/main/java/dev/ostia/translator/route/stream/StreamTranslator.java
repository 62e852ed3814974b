package dev.ostia.translator.route.stream;

import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tcp} and {@code tls} rules of VirtualServices for one proxy. Keeps its last result for
 * as long as nothing changes that it depends on. Not thread-safe.
 */
public final class StreamTranslator {

  private final Map<ObjectKey, BoundVirtualService> sources = new HashMap<>();
  private @Nullable GatewayBindings lastBindings;
  private @Nullable Destinations lastDestinations;
  private StreamResult last = StreamResult.NOTHING;

  /** Forgets everything. */
  public void clear() {
    sources.clear();
    lastBindings = null;
    lastDestinations = null;
    last = StreamResult.NOTHING;
  }

  /**
   * Where connections go now; the same instance as before if nothing in it changed.
   *
   * @param bound all VirtualServices that the proxy sees
   * @param changed those that came, changed or went since the last call
   */
  @SuppressWarnings("ReferenceEquality") // the same destinations mean the same answers
  public StreamResult translate(
      Map<ObjectKey, BoundVirtualService> bound,
      Set<ObjectKey> changed,
      GatewayBindings bindings,
      Surroundings surroundings) {
    boolean same = take(bound, changed);
    same &= surroundings.destinations() == lastDestinations;
    same &= bindings.equals(lastBindings);
    lastBindings = bindings;
    lastDestinations = surroundings.destinations();
    if (!same) {
      StreamResult now = make(bindings, surroundings);
      last = now.equals(last) ? last : now;
    }
    return last;
  }

  /** Takes the changes over; whether none of them has to do with streams. */
  private boolean take(Map<ObjectKey, BoundVirtualService> bound, Set<ObjectKey> changed) {
    boolean same = true;
    for (ObjectKey key : changed) {
      same &= sources.remove(key) == null;
      BoundVirtualService source = bound.get(key);
      if (source != null && hasStreams(source)) {
        sources.put(key, source);
        same = false;
      }
    }
    return same;
  }

  private static boolean hasStreams(BoundVirtualService source) {
    var spec = source.object().resource().getSpec();
    return (spec.getTcp() != null && !spec.getTcp().isEmpty())
        || (spec.getTls() != null && !spec.getTls().isEmpty());
  }

  private StreamResult make(GatewayBindings bindings, Surroundings surroundings) {
    Set<String> gateways =
        bindings.listeners().stream()
            .flatMap(listener -> listener.servers().stream())
            .map(BoundServer::gatewayName)
            .collect(Collectors.toSet());
    List<BoundVirtualService> ofThisProxy =
        sources.values().stream()
            .filter(source -> source.gateways().stream().anyMatch(gateways::contains))
            .sorted(BoundVirtualService.ORDER)
            .toList();
    StreamRules rules = new StreamRules(ofThisProxy, surroundings);
    bindings.listeners().forEach(rules::add);
    return rules.result();
  }
}
