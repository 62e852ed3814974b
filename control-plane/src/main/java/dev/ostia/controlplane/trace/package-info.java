/** Spans of each change on its way through the pipeline, for OpenTelemetry. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.trace;
