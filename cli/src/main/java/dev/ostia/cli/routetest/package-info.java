/** Unit tests of routes: files with requests and what must come of them. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.routetest;
