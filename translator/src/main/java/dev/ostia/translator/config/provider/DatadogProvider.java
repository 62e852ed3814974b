package dev.ostia.translator.config.provider;

/**
 * {@code datadog}.
 *
 * @param maxTagLength {@code maxTagLength} of the path; 0 for Envoy's
 */
public record DatadogProvider(Collector collector, int maxTagLength) implements ProviderSettings {}
