/** {@code ostia proxy-config} and its subcommands. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.proxyconfig;
