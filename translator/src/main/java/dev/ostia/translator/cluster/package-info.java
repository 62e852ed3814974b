/** Destinations to Envoy clusters. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.cluster;
