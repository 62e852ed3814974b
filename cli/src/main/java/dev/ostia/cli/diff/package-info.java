/** What an edit of the configuration changes: objects, Envoy's resources, the way of requests. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.diff;
