/** Commands that run an Envoy, or print what one starts with. */
@NullMarked
package dev.ostia.cli.proxy;

import org.jspecify.annotations.NullMarked;
