/** What the picture shows, whatever its format. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.graph.model;
