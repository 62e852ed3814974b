/** Envoy's substitution formats, as headers and access logs use them. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.format;
