/** The mesh configuration file. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source.mesh;
