package dev.ostia.envoy.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs Envoy so that it does not outlive us, however we end. A shell becomes Envoy
 * (same process id, own session, so that Ctrl-C in a terminal reaches us alone and we can drain);
 * before that it starts a subshell which reads from our pipe. A line means that Envoy has ended;
 * the end of the pipe means that we are gone, killed perhaps: then Envoy is ended, and the work
 * folder removed. That needs nothing but a POSIX shell.
 */
final class Guard {

  private static final String SCRIPT =
      """
      work=$1; shift
      exec 3<&0
      (
        trap '' HUP INT TERM
        if ! read -r ended <&3; then
          kill -TERM $$ 2>/dev/null
          for i in 1 2 3 4 5 6 7 8 9 10; do
            kill -0 $$ 2>/dev/null || break
            sleep 0.3
          done
          kill -KILL $$ 2>/dev/null
        fi
        rm -rf "$work"
      ) >/dev/null 2>&1 &
      exec 3<&- </dev/null
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      if command -v perl >/dev/null 2>&1; then exec perl -e 'setpgrp; exec @ARGV or exit 127' -- "$@"; fi
      exec "$@"
      """;

  private Guard() {}

  /**
   * The command to start.
   *
   * @param command Envoy's own command line
   * @param work a folder that is removed when Envoy has ended
   */
  static List<String> guarded(List<String> command, Path work) {
    List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "ostia-guard"));
    guarded.add(work.toString());
    guarded.addAll(command);
    return guarded;
  }
}
