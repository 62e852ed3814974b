/** The connection to a Kubernetes API server. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.kubernetes;
