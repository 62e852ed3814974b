package dev.ostia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Holds docs/cli.md to what the commands say; {@code -Dgolden.update} writes it. */
class CliDocsTest {

  private static final Path FILE =
      Path.of(System.getProperty("ostia.root", ".."), "docs", "cli.md");

  @Test
  void documentationOfTheCommandLineIsCurrent() throws IOException {
    String current = document();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(FILE, current);
    }
    assertThat(Files.readString(FILE))
        .as("docs/cli.md; run the test with -Dgolden.update to write it anew")
        .isEqualTo(current);
  }

  /** A line that a terminal of 80 columns breaks cannot be pasted. */
  @Test
  void examplesCanBePasted() {
    List<String> examples = new ArrayList<>();
    examples(examples, Ostia.commandLine());
    assertThat(examples).hasSizeGreaterThan(90).allMatch(line -> line.length() < 80);
    assertThat(examples)
        .filteredOn(line -> line.startsWith("    "))
        .allMatch(line -> examples.get(examples.indexOf(line) - 1).endsWith(" \\"));
  }

  private static void examples(List<String> into, CommandLine command) {
    into.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
    new LinkedHashSet<>(command.getSubcommands().values()).forEach(each -> examples(into, each));
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # The command line

            This page is made from the commands' own help (`mvn test -pl cli -am -Dgolden.update
            -Dtest=CliDocsTest -Dsurefire.failIfNoSpecifiedTests=false`).

            Exit codes of all commands: 0 all went well (also when SIGTERM or Ctrl-C ended a command that
            serves); 1 the input has faults, or what was asked for could not be done; 2 the command line is
            wrong; 70 a fault of Ostia itself. `ostia proxy` ends with Envoy's exit code. Commands that istioctl
            has too, such as `ostia proxy-config`, end with istioctl's: 64 where the command line is wrong.

            What a command is asked for goes to standard output, everything else to standard error. Colour is
            used on a terminal only, and not when `NO_COLOR` is set. `OSTIA_DEBUG=1` is the same as `--verbose`.
            """);
    sections(text, Ostia.commandLine());
    return text.toString();
  }

  /** A command, then its subcommands, each once though it has several names. */
  private static void sections(StringBuilder text, CommandLine command) {
    section(text, command);
    new LinkedHashSet<>(command.getSubcommands().values())
        .forEach(subcommand -> sections(text, subcommand));
  }

  private static void section(StringBuilder text, CommandLine command) {
    command.setUsageHelpAutoWidth(false);
    command.setUsageHelpWidth(100);
    text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
    List<String> lines =
        command.getUsageMessage(Ansi.OFF).lines().map(String::stripTrailing).toList();
    text.append(String.join("\n", lines)).append("\n```\n");
  }
}
