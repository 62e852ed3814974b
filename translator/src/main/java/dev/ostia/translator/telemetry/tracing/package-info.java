/** Envoy's tracing, and its tracers by kind of provider. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.telemetry.tracing;
