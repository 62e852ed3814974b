package dev.ostia.translator.config.provider;

/**
 * A provider that has no effect here.
 *
 * @param field the field of Istio's that it is, such as {@code envoyExtAuthzHttp}
 */
public record OtherProvider(String field) implements ProviderSettings {}
