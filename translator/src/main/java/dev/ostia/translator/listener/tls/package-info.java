/** TLS that ends at the gateway: the {@code tls} settings of a server as Envoy's TLS context. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.listener.tls;
