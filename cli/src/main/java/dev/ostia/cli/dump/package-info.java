/** Envoy's configuration dumps: reading them, and where they come from. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.dump;
