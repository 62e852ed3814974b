/** What Istio refuses in the kinds of {@code extensions.istio.io}. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.extensions;
