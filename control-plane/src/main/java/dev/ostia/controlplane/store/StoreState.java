package dev.ostia.controlplane.store;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * What the store publishes.
 *
 * @param view the configuration
 * @param changed keys of the objects that differ from the state before: new, replaced or gone
 * @param diagnostics all that is wrong with the input of all sources, sorted
 * @param passedOver how many objects of kinds that Ostia does not read the sources hold
 * @param receivedNanos {@link System#nanoTime} when the oldest change in this state arrived
 */
public record StoreState(
    ConfigView view,
    Set<ObjectKey> changed,
    List<Diagnostic> diagnostics,
    int passedOver,
    long receivedNanos) {}
