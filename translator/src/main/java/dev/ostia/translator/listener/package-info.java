/** Gateway servers to Envoy listeners. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.listener;
