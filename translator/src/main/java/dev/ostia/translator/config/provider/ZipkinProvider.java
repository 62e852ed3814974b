package dev.ostia.translator.config.provider;

/**
 * {@code zipkin}.
 *
 * @param maxTagLength {@code maxTagLength} of the path; 0 for Envoy's
 * @param shortIds {@code enable64bitTraceId}: trace ids of 64 bits instead of 128
 * @param path {@code path} of the collector
 */
public record ZipkinProvider(Collector collector, int maxTagLength, boolean shortIds, String path)
    implements ProviderSettings {}
