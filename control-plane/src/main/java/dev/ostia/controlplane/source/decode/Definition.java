package dev.ostia.controlplane.source.decode;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * An object as a file defines it.
 *
 * @param where the definition begins
 * @param object null if the definition is refused; the diagnostics say why
 */
public record Definition(ObjectKey key, Position where, @Nullable ConfigObject<?> object) {}
