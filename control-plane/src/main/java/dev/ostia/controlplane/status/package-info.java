/** What objects are told about themselves: status conditions, written by one of the replicas. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.status;
