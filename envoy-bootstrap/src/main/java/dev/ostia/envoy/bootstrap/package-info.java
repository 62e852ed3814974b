/** The static configuration that an Envoy starts with, and its text forms. */
@NullMarked
package dev.ostia.envoy.bootstrap;

import org.jspecify.annotations.NullMarked;
