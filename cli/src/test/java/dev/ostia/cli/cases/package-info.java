/** The case folders against a real Envoy that gets their configuration over ADS. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.cases;
