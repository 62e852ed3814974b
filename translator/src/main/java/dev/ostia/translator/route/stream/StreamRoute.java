package dev.ostia.translator.route.stream;

import com.google.common.collect.ImmutableList;
import dev.ostia.translator.config.ObjectKey;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;

/**
 * Where the connections of a server go that are passed on as they are.
 *
 * @param object the VirtualService; the Gateway where the server leads on by itself
 * @param path of the rule, or of its match where each match counts by itself: {@code
 *     spec.tls[0].match[1]}; of the server where that leads on by itself
 * @param serverNames of which TLS clients; empty for those of the server
 * @param proxy the clusters and limits, without access log
 */
public record StreamRoute(
    ObjectKey object, String path, ImmutableList<String> serverNames, TcpProxy proxy) {}
