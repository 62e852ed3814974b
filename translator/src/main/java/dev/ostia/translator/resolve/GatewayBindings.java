package dev.ostia.translator.resolve;

import dev.ostia.translator.config.Diagnostic;
import java.util.List;

/**
 * What the Gateways of a view mean for one proxy.
 *
 * @param listeners by port and address
 * @param diagnostics about servers that were dropped, and why
 */
public record GatewayBindings(List<ListenerBinding> listeners, List<Diagnostic> diagnostics) {}
