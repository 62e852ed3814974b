/** VirtualServices to Envoy route configurations. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route;
