/** Translation per group of equal proxies: from the store's states to snapshots. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.group;
