/**
 * What a proxy logs and traces: the mesh configuration and Istio's Telemetry objects, joined and
 * turned into access logs and a tracer. {@code accesslog} has the loggers, {@code tracing} the
 * tracers.
 */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.telemetry;
