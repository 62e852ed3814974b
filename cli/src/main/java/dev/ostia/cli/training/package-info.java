/** What the launcher runs to make the start-up caches. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.training;
