/** Certificates and what they open. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.certs;
