package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.bootstrap.v3.LayeredRuntime;
import io.envoyproxy.envoy.config.bootstrap.v3.RuntimeLayer;
import io.envoyproxy.envoy.config.overload.v3.OverloadManager;
import io.envoyproxy.envoy.config.overload.v3.ResourceMonitor;
import io.envoyproxy.envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig;

/** Limits of an Envoy process that do not depend on its configuration. */
final class ServerDefaults {

  private ServerDefaults() {}

  /**
   * Istio's limit for the size of compiled regular expressions; with Envoy's own (100) an ordinary
   * expression of a VirtualService makes Envoy refuse all routes of the port. The admin layer is
   * what an operator may change at run time.
   */
  static LayeredRuntime runtime() {
    return LayeredRuntime.newBuilder()
        .addLayers(
            RuntimeLayer.newBuilder()
                .setName("ostia")
                .setStaticLayer(
                    Struct.newBuilder()
                        .putFields(
                            "re2.max_program_size.error_level",
                            Value.newBuilder().setStringValue("32768").build())))
        .addLayers(
            RuntimeLayer.newBuilder()
                .setName("admin")
                .setAdminLayer(RuntimeLayer.AdminLayer.getDefaultInstance()))
        .build();
  }

  /** Refuses connections beyond the limit instead of dying of them. */
  static OverloadManager overloadManager(int maxConnections) {
    return OverloadManager.newBuilder()
        .addResourceMonitors(
            ResourceMonitor.newBuilder()
                .setName("envoy.resource_monitors.global_downstream_max_connections")
                .setTypedConfig(
                    Any.pack(
                        DownstreamConnectionsConfig.newBuilder()
                            .setMaxActiveDownstreamConnections(maxConnections)
                            .build())))
        .build();
  }
}
