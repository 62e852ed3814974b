package dev.ostia.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The command line run inside the test.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Cli(int exitCode, String out, String err) {

  /** Runs {@code ostia ARGUMENTS...}. */
  public static Cli run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    CommandLine line = Ostia.commandLine(words);
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(words);
    return new Cli(exitCode, out.toString(), err.toString());
  }

  /** The output without the folder in front of file names, line by line. */
  public List<String> outLines(Path folder) {
    return out.replace(folder + "/", "").lines().toList();
  }
}
