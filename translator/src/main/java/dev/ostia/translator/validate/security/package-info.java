/** What Istio refuses in the kinds of {@code security.istio.io}. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.security;
