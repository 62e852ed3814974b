package dev.ostia.cli.diff;

import dev.ostia.cli.diff.Difference.Moved;
import dev.ostia.cli.diff.EntryPoints.EntryPoint;
import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Headers.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sample requests that go elsewhere. */
final class Requests {

  private Requests() {}

  static List<Moved> moved(GatewayModel before, GatewayModel after) {
    Fate old = new Fate(before);
    Fate now = new Fate(after);
    List<EntryPoint> oldEntries = EntryPoints.of(before);
    List<EntryPoint> newEntries = EntryPoints.of(after);
    Set<Asked> samples = new LinkedHashSet<>();
    // What is the same on both sides sends its requests to the same places.
    samples(oldEntries, new HashSet<>(newEntries), samples);
    samples(newEntries, new HashSet<>(oldEntries), samples);
    Map<String, Moved> moved = new LinkedHashMap<>();
    for (Asked asked : samples) {
      String was = old.of(asked);
      String is = now.of(asked);
      if (!was.equals(is)) {
        String request = text(asked);
        moved.putIfAbsent(request, new Moved(request, was, is));
      }
    }
    return List.copyOf(moved.values());
  }

  private static void samples(
      List<EntryPoint> entries, Set<EntryPoint> others, Set<Asked> samples) {
    for (EntryPoint entry : entries) {
      if (!others.contains(entry)) {
        samples.addAll(Samples.of(entry));
      }
    }
  }

  /** A request in one line, as one would give it to curl. */
  static String text(Asked asked) {
    List<String> parts = new ArrayList<>(List.of(asked.method(), asked.url()));
    for (Header header : asked.headers().entries()) {
      parts.add("-H '" + header.name() + ": " + header.value() + "'");
    }
    return String.join(" ", parts);
  }
}
