package dev.ostia.cli.routetest;

import java.util.List;

/**
 * How a test went.
 *
 * @param differences from what was expected; empty if it passed
 * @param seconds that it took
 */
record Result(RouteTest test, List<String> differences, double seconds) {

  boolean passed() {
    return differences.isEmpty();
  }
}
