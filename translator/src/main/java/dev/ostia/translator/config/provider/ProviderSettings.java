package dev.ostia.translator.config.provider;

/** What a provider is, by its type. */
public sealed interface ProviderSettings
    permits FileLogProvider,
        GrpcLogProvider,
        OtelLogProvider,
        ZipkinProvider,
        OtelTracingProvider,
        DatadogProvider,
        SkyWalkingProvider,
        OtherProvider {}
