/** A gateway as its files make it: what commands that answer questions about one start from. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.gateway;
