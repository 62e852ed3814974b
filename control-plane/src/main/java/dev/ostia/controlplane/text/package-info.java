/** Envoy's resources as text that people read. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.text;
