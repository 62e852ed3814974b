package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import dev.ostia.translator.config.GatewayDefaults.ProxyHeaders;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.ArrayList;
import java.util.List;

/** The HTTP filters of a gateway, in Istio's order, without those that only Istio's Envoy has. */
final class HttpFilters {

  private static final HttpFilter GRPC_WEB =
      filter("envoy.filters.http.grpc_web", GrpcWeb.getDefaultInstance());

  private static final List<HttpFilter> ALWAYS =
      List.of(
          filter(
              "envoy.filters.http.grpc_stats",
              FilterConfig.newBuilder()
                  .setEmitFilterState(true)
                  .setStatsForAllMethods(BoolValue.of(false))
                  .build()),
          // These two do nothing by themselves; routes configure them.
          filter("envoy.filters.http.fault", HTTPFault.getDefaultInstance()),
          filter("envoy.filters.http.cors", Cors.getDefaultInstance()));

  private HttpFilters() {}

  /** The filters, with gRPC-Web first if wanted. */
  static List<HttpFilter> of(boolean grpcWeb, ProxyHeaders headers) {
    List<HttpFilter> filters = new ArrayList<>();
    if (grpcWeb) {
      filters.add(GRPC_WEB);
    }
    filters.addAll(ALWAYS);
    Router router = Router.newBuilder().setSuppressEnvoyHeaders(!headers.debug()).build();
    filters.add(filter("envoy.filters.http.router", router));
    return filters;
  }

  private static HttpFilter filter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }
}
