package dev.ostia.translator.config.provider;

import java.util.List;

/**
 * {@code envoyHttpAls} or {@code envoyTcpAls}: Envoy's own protocol for access logs.
 *
 * @param http whether it takes the logs of HTTP requests, else those of TCP connections
 * @param logName {@code logName}; empty for Istio's default
 * @param filterState {@code filterStateObjectsToLog}
 * @param requestHeaders {@code additionalRequestHeadersToLog}
 * @param responseHeaders {@code additionalResponseHeadersToLog}
 * @param responseTrailers {@code additionalResponseTrailersToLog}
 */
public record GrpcLogProvider(
    boolean http,
    Collector collector,
    String logName,
    List<String> filterState,
    List<String> requestHeaders,
    List<String> responseHeaders,
    List<String> responseTrailers)
    implements ProviderSettings {}
