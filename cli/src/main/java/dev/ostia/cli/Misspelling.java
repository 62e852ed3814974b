package dev.ostia.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What a wrong option was meant to be, where picocli finds nothing alike. */
final class Misspelling {

  private static final int MOST_EDITS = 2;

  private Misspelling() {}

  /** The long options of the command that are one or two edits away. */
  static List<String> of(String wrong, CommandSpec command) {
    int equals = wrong.indexOf('=');
    String name = equals < 0 ? wrong : wrong.substring(0, equals);
    List<String> near = new ArrayList<>();
    for (String known : command.optionsMap().keySet()) {
      if (known.startsWith("--") && name.startsWith("--") && edits(name, known) <= MOST_EDITS) {
        near.add(known);
      }
    }
    return near;
  }

  /** The Levenshtein distance. */
  private static int edits(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[other.length()];
  }
}
