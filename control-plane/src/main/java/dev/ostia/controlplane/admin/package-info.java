/** The HTTP port for people and probes. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.admin;
