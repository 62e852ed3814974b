/** The streams to Envoy: ADS, delta and state of the world. Knows no Istio type. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.xds;
