package dev.ostia.translator.config.provider;

/**
 * {@code skywalking}.
 *
 * @param accessToken {@code accessToken}; empty for none
 */
public record SkyWalkingProvider(Collector collector, String accessToken)
    implements ProviderSettings {}
