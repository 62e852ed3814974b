/** {@code ostia get}: the objects of a configuration as {@code kubectl get} shows them. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.get;
