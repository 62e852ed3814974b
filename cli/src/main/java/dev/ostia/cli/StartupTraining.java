package dev.ostia.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;

/**
 * What the launcher runs once to make Java's ahead-of-time cache: the commands whose start a user
 * waits for, with their output thrown away. Only what is loaded here starts faster later.
 */
public final class StartupTraining {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("bootstrap", "-o", "json"),
          List.of("bootstrap"));

  private StartupTraining() {}

  /** Runs the commands, one after another, in this JVM. */
  public static void main(String[] args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (List<String> command : COMMANDS) {
      CommandLine line = Ostia.commandLine();
      line.setOut(nowhere);
      line.setErr(nowhere);
      line.execute(command.toArray(String[]::new));
    }
  }
}
