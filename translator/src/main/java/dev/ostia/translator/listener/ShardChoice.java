package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import dev.ostia.translator.route.shard.ShardFunction;
import io.envoyproxy.envoy.config.common.mutation_rules.v3.HeaderMutation;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor;

/**
 * Leads requests to shards: their cell is put into a header before anything else is done, in place
 * of what a client may have sent, and the scopes are found by it.
 */
final class ShardChoice {

  private ShardChoice() {}

  static void apply(String routes, ConfigSource source, HttpConnectionManager.Builder manager) {
    manager
        .setScopedRoutes(
            ScopedRoutes.newBuilder()
                .setName(routes)
                .setScopeKeyBuilder(
                    ScopeKeyBuilder.newBuilder()
                        .addFragments(
                            FragmentBuilder.newBuilder()
                                .setHeaderValueExtractor(
                                    HeaderValueExtractor.newBuilder()
                                        .setName(ShardFunction.HEADER)
                                        .setIndex(0))))
                .setRdsConfigSource(source)
                .setScopedRds(ScopedRds.newBuilder().setScopedRdsConfigSource(source)))
        .addEarlyHeaderMutationExtensions(
            TypedExtensionConfig.newBuilder()
                .setName("envoy.http.early_header_mutation.header_mutation")
                .setTypedConfig(Any.pack(mutation(routes))));
  }

  private static io.envoyproxy.envoy.extensions.http.early_header_mutation.header_mutation.v3
          .HeaderMutation
      mutation(String routes) {
    return io.envoyproxy.envoy.extensions.http.early_header_mutation.header_mutation.v3
        .HeaderMutation.newBuilder()
        .addMutations(
            HeaderMutation.newBuilder()
                .setAppend(
                    HeaderValueOption.newBuilder()
                        .setHeader(
                            HeaderValue.newBuilder()
                                .setKey(ShardFunction.HEADER)
                                .setValue(ShardFunction.formatter(routes)))
                        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)))
        .build();
  }
}
