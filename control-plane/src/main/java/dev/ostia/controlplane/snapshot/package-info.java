/** What a proxy is to have: packed resources with content versions. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.snapshot;
