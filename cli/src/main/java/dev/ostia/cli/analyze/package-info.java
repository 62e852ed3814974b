/** {@code ostia analyze}: all that a user should know of their configuration. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.analyze;
