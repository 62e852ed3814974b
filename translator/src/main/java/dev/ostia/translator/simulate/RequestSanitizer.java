package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import java.util.List;

/**
 * The headers as they are when Envoy looks for a route: what a client must not set is taken out,
 * what Envoy knows about the connection is put in. No client counts as internal, as in Istio.
 */
final class RequestSanitizer {

  /** Stands where a value is made at run time. */
  static final String GENERATED = "(generated)";

  private static final List<String> FROM_OUTSIDE =
      List.of(
          "x-envoy-internal",
          "x-envoy-retriable-status-codes",
          "x-envoy-retriable-header-names",
          "x-envoy-retry-on",
          "x-envoy-retry-grpc-on",
          "x-envoy-max-retries",
          "x-envoy-upstream-alt-stat-name",
          "x-envoy-upstream-rq-timeout-ms",
          "x-envoy-upstream-rq-per-try-timeout-ms",
          "x-envoy-upstream-rq-timeout-alt-response",
          "x-envoy-expected-rq-timeout-ms",
          "x-envoy-force-trace",
          "x-envoy-ip-tags",
          "x-envoy-original-url",
          "x-envoy-hedge-on-per-try-timeout");

  private static final List<String> AT_THE_EDGE =
      List.of(
          "x-envoy-decorator-operation",
          "x-envoy-downstream-service-cluster",
          "x-envoy-downstream-service-node",
          "x-envoy-original-path",
          "x-envoy-original-host");

  private static final List<String> HOP_BY_HOP =
      List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding");

  private RequestSanitizer() {}

  static Headers sanitize(HttpConnectionManager manager, Request request, String path) {
    Headers headers = request.headers();
    headers = removeAll(headers, FROM_OUTSIDE);
    headers = removeAll(headers, HOP_BY_HOP);
    headers = headers.remove("host");
    if (!headers.value("te").orElse("").contains("trailers")) {
      headers = headers.remove("te");
    }
    if (!request.tls()
        && manager.getForwardClientCertDetails() != ForwardClientCertDetails.ALWAYS_FORWARD_ONLY) {
      headers = headers.remove("x-forwarded-client-cert");
    }
    String scheme = request.tls() ? "https" : "http";
    if (manager.getUseRemoteAddress().getValue()) {
      headers = removeAll(headers, AT_THE_EDGE);
      headers = headers.set("x-envoy-external-address", request.clientAddress());
      headers = appendForwardedFor(headers, request.clientAddress());
      headers = headers.remove("x-request-id");
      if (manager.getXffNumTrustedHops() == 0) {
        headers = headers.remove("x-forwarded-proto");
      }
    }
    if (!headers.contains("x-forwarded-proto")) {
      headers = headers.set("x-forwarded-proto", scheme);
    }
    boolean generates =
        !manager.hasGenerateRequestId() || manager.getGenerateRequestId().getValue();
    if (generates && !headers.contains("x-request-id")) {
      headers = headers.set("x-request-id", GENERATED);
    }
    return headers
        .set(":method", request.method())
        .set(":authority", request.host())
        .set(":path", path)
        .set(":scheme", headers.value("x-forwarded-proto").orElse(scheme));
  }

  /** A client on loopback is named by the gateway's own address, which only runs know. */
  private static Headers appendForwardedFor(Headers headers, String client) {
    String address = client.startsWith("127.") || client.equals("::1") ? GENERATED : client;
    String before = headers.value("x-forwarded-for").map(v -> v + ",").orElse("");
    return headers.set("x-forwarded-for", before + address);
  }

  private static Headers removeAll(Headers headers, List<String> names) {
    Headers rest = headers;
    for (String name : names) {
      rest = rest.remove(name);
    }
    return rest;
  }
}
