package dev.ostia.translator.route.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.BoundServer;

/**
 * Where connections go.
 *
 * @param routes of each server that passes connections on; a server without any is there too
 * @param clusters that they lead to and that exist
 * @param diagnostics about VirtualServices and Gateways, in no order
 */
public record StreamResult(
    ImmutableMap<BoundServer, ImmutableList<StreamRoute>> routes,
    ImmutableSet<String> clusters,
    ImmutableList<Diagnostic> diagnostics) {

  /** No server passes connections on. */
  public static final StreamResult NOTHING =
      new StreamResult(ImmutableMap.of(), ImmutableSet.of(), ImmutableList.of());
}
