/** What commands read. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.input;
