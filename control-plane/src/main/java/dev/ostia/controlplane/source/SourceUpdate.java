package dev.ostia.controlplane.source;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * One change of a source.
 *
 * @param source which source it is, see {@link Source#name}
 * @param upserts objects that are new or have changed
 * @param removals keys of objects that are gone
 * @param diagnostics all that is wrong with the source's input now, not only what is new
 * @param passedOver how many objects of kinds that Ostia does not read there are now
 * @param synced whether the source has delivered everything that existed when it started
 */
public record SourceUpdate(
    String source,
    List<ConfigObject<?>> upserts,
    Set<ObjectKey> removals,
    List<Diagnostic> diagnostics,
    int passedOver,
    boolean synced) {}
