/** One Envoy process: started, watched, drained, ended. */
@NullMarked
package dev.ostia.envoy.process;

import org.jspecify.annotations.NullMarked;
