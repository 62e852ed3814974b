/** The {@code tcp} and {@code tls} rules of VirtualServices: where whole connections go. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route.stream;
