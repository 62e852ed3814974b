/** What {@code kubectl get} shows of each kind. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.get.column;
