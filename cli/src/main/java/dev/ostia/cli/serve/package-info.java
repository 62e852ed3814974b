/** Commands that serve Envoys until they are stopped. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.serve;
