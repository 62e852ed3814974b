/** Why a request gets the answer that it gets. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.explain;
