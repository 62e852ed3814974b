/** What a service port and a traffic policy ask of a cluster, one class for each. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.cluster.feature;
