/** {@code ostia watch}: what happens in a running control plane, as it happens. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.watch;
