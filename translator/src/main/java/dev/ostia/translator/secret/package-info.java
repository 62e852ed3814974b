/** Kubernetes Secrets to Envoy's secrets: their names, who may have them, whether they are good. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.secret;
