package dev.ostia.cli.routetest;

import dev.ostia.cli.explain.Asked;

/**
 * A request and what must come of it.
 *
 * @param name as reports show it
 * @param place {@code file:line}
 */
record RouteTest(String name, String place, Asked request, Expected expected) {}
