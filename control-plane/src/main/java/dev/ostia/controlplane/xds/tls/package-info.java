/** Certificates and keys of the xDS port, taken from files and followed. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.xds.tls;
