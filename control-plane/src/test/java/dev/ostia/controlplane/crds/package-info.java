/** The definitions in {@code deploy/crds}, made of the tables that validation reads. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.crds;
