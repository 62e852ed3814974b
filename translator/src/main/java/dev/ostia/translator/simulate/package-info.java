/**
 * What Envoy would do with a request, told from its configuration alone: the listener, filter
 * chain, virtual host, route and endpoints it would choose, and why not the others.
 */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.simulate;
