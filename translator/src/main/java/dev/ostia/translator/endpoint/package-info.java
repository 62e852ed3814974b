/** EndpointSlices and ServiceEntry endpoints to Envoy load assignments. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.endpoint;
