/** Levels of a running control plane. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.logging;
