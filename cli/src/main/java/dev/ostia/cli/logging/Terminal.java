package dev.ostia.cli.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether colour is welcome. */
public final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal that shows colours, and the user has nothing against. */
  public static boolean errorHasColour() {
    return hasColour(System.getenv()) && isTerminal(2);
  }

  /** The same of standard output. */
  public static boolean outputHasColour() {
    return hasColour(System.getenv()) && isTerminal(1);
  }

  static boolean hasColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** System.console() tells of input and output only; the descriptor's link tells of this one. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc: better no colour than escapes in a file.
      return false;
    }
  }
}
