/** From a dump to the text that {@code istioctl proxy-config} prints for it; pure functions. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.proxyconfig.table;
