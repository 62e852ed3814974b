/** Case folders: reading them, playing their calls, comparing what comes out. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.cases;
