package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.filters.http.credential_injector.v3.CredentialInjector;
import io.envoyproxy.envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.http.injected_credentials.generic.v3.Generic;
import java.nio.file.Path;
import java.util.List;

/**
 * Has Envoy send a service-account token with each ADS stream. A token is replaced every hour or
 * so, and what a bootstrap says of a gRPC service ({@code initial_metadata}) is read once; so a
 * filter in front of the connection puts in what the file holds then.
 */
final class XdsTokenFilters {

  private XdsTokenFilters() {}

  /** The filters of the cluster, in their order. */
  static List<HttpFilter> of(Path secretFiles) {
    CredentialInjector injector =
        CredentialInjector.newBuilder()
            .setOverwrite(true)
            .setCredential(
                TypedExtensionConfig.newBuilder()
                    .setName("envoy.http.injected_credentials.generic")
                    .setTypedConfig(
                        Any.pack(
                            Generic.newBuilder()
                                .setCredential(XdsSecretFiles.token(secretFiles))
                                .setHeader("authorization")
                                .build())))
            .build();
    return List.of(
        filter("envoy.filters.http.credential_injector", Any.pack(injector)),
        filter("envoy.filters.http.upstream_codec", Any.pack(UpstreamCodec.getDefaultInstance())));
  }

  private static HttpFilter filter(String name, Any config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(config).build();
  }
}
