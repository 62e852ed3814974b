/** A Kubernetes API server as a source: one informer per kind, absent kinds picked up later. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source.kubernetes;
