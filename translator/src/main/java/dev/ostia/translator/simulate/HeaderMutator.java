package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The header operations that apply to a route: those of the weighted cluster first, then route,
 * virtual host and route configuration, or the other way round if {@code
 * most_specific_header_mutations_wins} is set. At each place removal comes before addition.
 */
final class HeaderMutator {

  private record Operations(List<HeaderValueOption> add, List<String> remove) {}

  private final List<Operations> onRequest = new ArrayList<>();
  private final List<Operations> onResponse = new ArrayList<>();
  private final Request client;
  private final Route route;

  HeaderMutator(
      Request client,
      RouteConfiguration routes,
      VirtualHost host,
      Route route,
      @Nullable ClusterWeight weighted) {
    this.client = client;
    this.route = route;
    if (weighted != null) {
      put(
          weighted.getRequestHeadersToAddList(),
          weighted.getRequestHeadersToRemoveList(),
          weighted.getResponseHeadersToAddList(),
          weighted.getResponseHeadersToRemoveList());
    }
    put(
        route.getRequestHeadersToAddList(),
        route.getRequestHeadersToRemoveList(),
        route.getResponseHeadersToAddList(),
        route.getResponseHeadersToRemoveList());
    put(
        host.getRequestHeadersToAddList(),
        host.getRequestHeadersToRemoveList(),
        host.getResponseHeadersToAddList(),
        host.getResponseHeadersToRemoveList());
    put(
        routes.getRequestHeadersToAddList(),
        routes.getRequestHeadersToRemoveList(),
        routes.getResponseHeadersToAddList(),
        routes.getResponseHeadersToRemoveList());
    if (routes.getMostSpecificHeaderMutationsWins()) {
      Collections.reverse(onRequest);
      Collections.reverse(onResponse);
    }
  }

  private void put(
      List<HeaderValueOption> requestAdd,
      List<String> requestRemove,
      List<HeaderValueOption> responseAdd,
      List<String> responseRemove) {
    onRequest.add(new Operations(requestAdd, requestRemove));
    onResponse.add(new Operations(responseAdd, responseRemove));
  }

  /** The request headers after the operations. */
  Headers request(Headers headers) {
    HeaderFormat format = new HeaderFormat(client, headers, route.getName(), OptionalInt.empty());
    return apply(onRequest, headers, format);
  }

  /**
   * The response headers after the operations.
   *
   * @param request the headers of the request, for operators that quote them
   */
  Headers response(Headers headers, Headers request, int status) {
    HeaderFormat format =
        new HeaderFormat(client, request, route.getName(), OptionalInt.of(status));
    return apply(onResponse, headers, format);
  }

  private static Headers apply(List<Operations> all, Headers headers, HeaderFormat format) {
    Headers result = headers;
    for (Operations operations : all) {
      for (String name : operations.remove) {
        result = result.remove(name);
      }
      for (HeaderValueOption option : operations.add) {
        result = add(result, option, format.evaluate(option.getHeader().getValue()));
      }
    }
    return result;
  }

  private static Headers add(Headers headers, HeaderValueOption option, String value) {
    String name = option.getHeader().getKey();
    if (value.isEmpty() && !option.getKeepEmptyValue()) {
      return headers;
    }
    return switch (option.getAppendAction()) {
      case ADD_IF_ABSENT -> headers.contains(name) ? headers : headers.add(name, value);
      case OVERWRITE_IF_EXISTS_OR_ADD -> headers.set(name, value);
      case OVERWRITE_IF_EXISTS -> headers.contains(name) ? headers.set(name, value) : headers;
      default -> headers.add(name, value);
    };
  }
}
