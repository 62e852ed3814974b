/** Envoy's access loggers, one class for each kind of provider. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.telemetry.accesslog;
