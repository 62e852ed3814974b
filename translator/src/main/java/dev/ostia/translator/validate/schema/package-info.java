/**
 * The fields that each kind has. Istio's come from tables, one line a field; Kubernetes' from its
 * model classes.
 */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.schema;
