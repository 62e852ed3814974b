package dev.ostia.translator.telemetry;

import dev.ostia.translator.telemetry.accesslog.LogFilters;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import java.util.Optional;

/**
 * What is to be logged to one provider.
 *
 * @param provider which, and who names it
 * @param filter a CEL expression; empty for everything
 * @param disabled whether nothing is to be logged
 */
record LoggingRule(Providers.Named provider, String filter, boolean disabled) {

  /** The filter as Envoy has it. */
  Optional<AccessLogFilter> envoyFilter() {
    return filter.isEmpty() ? Optional.empty() : Optional.of(LogFilters.expression(filter));
  }
}
