package dev.ostia.envoy.bootstrap;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.extensions.filters.http.credential_injector.v3.CredentialInjector;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.http.injected_credentials.generic.v3.Generic;
import io.envoyproxy.envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A bootstrap as text that Envoy reads; field names as in Envoy's documentation. */
public final class BootstrapText {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .usingTypeRegistry(
              JsonFormat.TypeRegistry.newBuilder()
                  .add(CredentialInjector.getDescriptor())
                  .add(Generic.getDescriptor())
                  .add(UpstreamCodec.getDescriptor())
                  .add(HttpConnectionManager.getDescriptor())
                  .add(Router.getDescriptor())
                  .add(HttpProtocolOptions.getDescriptor())
                  .add(UpstreamTlsContext.getDescriptor())
                  .add(DownstreamConnectionsConfig.getDescriptor())
                  .build());

  private BootstrapText() {}

  /** Indented JSON. */
  public static String toJson(Bootstrap bootstrap) {
    return print(PRINTER, bootstrap);
  }

  /** JSON in one line. */
  public static String toCompactJson(Bootstrap bootstrap) {
    return print(PRINTER.omittingInsignificantWhitespace(), bootstrap);
  }

  /** Block-style YAML. */
  public static String toYaml(Bootstrap bootstrap) {
    // JSON is YAML, and what the loader returns keeps the order of the fields.
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(toCompactJson(bootstrap));
    return new Dump(
            DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(100).build())
        .dumpToString(tree);
  }

  private static String print(JsonFormat.Printer printer, Bootstrap bootstrap) {
    try {
      return printer.print(bootstrap);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a type of the bootstrap is not in the registry", e);
    }
  }
}
