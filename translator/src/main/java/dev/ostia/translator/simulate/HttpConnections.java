package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The HTTP connection managers of filter chains, each unpacked once. */
final class HttpConnections {

  private final Map<FilterChain, Optional<HttpConnection>> known =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** That of this chain, if it has one. */
  Optional<HttpConnection> of(FilterChain chain) {
    return known.computeIfAbsent(chain, HttpConnection::of);
  }
}
