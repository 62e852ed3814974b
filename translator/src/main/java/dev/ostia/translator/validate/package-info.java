/** What Istio's admission and a strict API server would refuse. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate;
