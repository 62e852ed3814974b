/** Where objects come from: folders of files, a Kubernetes API server. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source;
