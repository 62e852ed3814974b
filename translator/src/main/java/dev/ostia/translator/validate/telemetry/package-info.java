/** What Istio refuses in the kind of {@code telemetry.istio.io}. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.telemetry;
