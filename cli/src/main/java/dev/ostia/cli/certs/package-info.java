/** Certificates for trying out a secured xDS port. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.certs;
