package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.route.stream.StreamRoute;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The route configurations of a proxy.
 *
 * @param configurations by name
 * @param scopes that lead requests to the shards of a port, by name
 * @param sharded the names of the route configurations whose listeners lead to shards
 * @param origins the objects that each was made from
 * @param virtualHosts of each, with the origin of every route
 * @param streams of each server that has {@code tcp} or {@code tls} rules, where connections go
 * @param clusters that routes refer to and that exist
 * @param diagnostics about VirtualServices, in no order
 */
public record RouteResources(
    SortedArrayMap<Message> configurations,
    SortedArrayMap<Message> scopes,
    Set<String> sharded,
    Map<String, Set<ObjectKey>> origins,
    Map<String, List<TracedVirtualHost>> virtualHosts,
    Map<BoundServer, ImmutableList<StreamRoute>> streams,
    ImmutableSet<String> clusters,
    List<Diagnostic> diagnostics) {}
