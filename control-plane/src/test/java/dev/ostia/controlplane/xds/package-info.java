/** Scripted clients of both protocols against the xDS server; no Envoy. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.xds;
