package dev.ostia.translator.config.provider;

import com.google.protobuf.Struct;
import org.jspecify.annotations.Nullable;

/**
 * {@code envoyFileAccessLog}.
 *
 * @param path of the file
 * @param text {@code logFormat.text}; null if not given
 * @param labels {@code logFormat.labels}, a line of JSON; null if not given
 * @param omitEmptyValues whether what has no value is left out instead of written as {@code -}
 */
public record FileLogProvider(
    String path, @Nullable String text, @Nullable Struct labels, boolean omitEmptyValues)
    implements ProviderSettings {}
