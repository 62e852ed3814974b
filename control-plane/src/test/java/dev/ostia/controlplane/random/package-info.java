/** Random but valid configurations, and ways to break one field of them. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.random;
