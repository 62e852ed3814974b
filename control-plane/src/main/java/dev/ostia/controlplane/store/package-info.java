/** The one owner of the configuration: takes changes, publishes immutable views. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.store;
