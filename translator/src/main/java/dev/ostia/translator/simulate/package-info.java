/** What Envoy would do with a request, told from the resources alone. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.simulate;
