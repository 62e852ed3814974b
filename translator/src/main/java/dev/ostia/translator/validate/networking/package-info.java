/** What Istio refuses in the kinds of {@code networking.istio.io}, a rule set for each. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.networking;
