/** Where objects come from: folders of files, later a Kubernetes API server. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source;
