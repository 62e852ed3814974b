/** Trees to objects: what kind a document is, whether it is well formed, the object it becomes. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source.decode;
