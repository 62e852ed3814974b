/** Who a proxy is, by its certificate or token, and whether its node may say what it says. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.xds.identity;
