/** The table of all fields of the API, and the proof of what it says. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.fields;
