package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.proxyconfig.table.EndpointFilter;

/** Options to filter. Apart from the options, which are loaded at every start. */
final class EndpointFilters {

  private EndpointFilters() {}

  static EndpointFilter of(EndpointOptions options) {
    return new EndpointFilter(options.address, options.port, options.cluster, options.status);
  }
}
