/** {@code ostia proxy-status}: what the control plane knows of its proxies. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.proxystatus;
