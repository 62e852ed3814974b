/** How what happens is logged: one line per event on standard error. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.logging;
