/** Commands that work on files alone, with nothing running. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.offline;
