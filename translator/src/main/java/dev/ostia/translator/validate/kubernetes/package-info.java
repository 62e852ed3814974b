/** What an API server refuses in those of Kubernetes' own kinds that Ostia reads. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.kubernetes;
