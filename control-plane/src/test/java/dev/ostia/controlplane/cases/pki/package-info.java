/** Certificates and keys that tests make for themselves, none of them kept. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.cases.pki;
