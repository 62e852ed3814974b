/** The admission webhook: what Ostia would refuse does not even get into the cluster. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.admission;
