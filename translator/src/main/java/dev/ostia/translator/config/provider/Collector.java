package dev.ostia.translator.config.provider;

/**
 * The service that a provider sends to.
 *
 * @param service a host name, or {@code namespace/host}
 * @param port the port of the service
 */
public record Collector(String service, int port) {}
