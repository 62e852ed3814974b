/** Finding an Envoy binary on this machine, or fetching one and checking it. */
@NullMarked
package dev.ostia.envoy.binary;

import org.jspecify.annotations.NullMarked;
