/** The names of TLS that Envoy takes, for listeners and for clusters. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.tls;
