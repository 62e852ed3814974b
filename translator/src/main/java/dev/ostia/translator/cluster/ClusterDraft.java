package dev.ostia.translator.cluster;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.jspecify.annotations.Nullable;

/** A cluster while its features are put together. */
public final class ClusterDraft {

  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  private final Cluster.Builder cluster;
  private HttpProtocolOptions.@Nullable Builder http;

  ClusterDraft(Cluster.Builder cluster) {
    this.cluster = cluster;
  }

  /** The cluster itself. */
  public Cluster.Builder cluster() {
    return cluster;
  }

  /** How HTTP is spoken to the endpoints; asking for it makes the cluster carry the options. */
  public HttpProtocolOptions.Builder http() {
    HttpProtocolOptions.Builder options = http;
    if (options == null) {
      options = HttpProtocolOptions.newBuilder();
      http = options;
    }
    return options;
  }

  /** Whether HTTP/2 is spoken whatever the client speaks. */
  public boolean isExplicitHttp2() {
    return http != null && http.getExplicitHttpConfig().hasHttp2ProtocolOptions();
  }

  Cluster build() {
    HttpProtocolOptions.Builder options = http;
    if (options != null) {
      if (options.getUpstreamProtocolOptionsCase()
          == HttpProtocolOptions.UpstreamProtocolOptionsCase.UPSTREAMPROTOCOLOPTIONS_NOT_SET) {
        // Envoy wants a choice as soon as the options are there.
        options
            .getExplicitHttpConfigBuilder()
            .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance());
      }
      cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Any.pack(options.build()));
    }
    return cluster.build();
  }
}
