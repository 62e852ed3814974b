package dev.ostia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class OstiaTest {

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "version"})
  void versionIsOneLine(String argument) {
    Cli cli = Cli.run(argument);

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).matches("ostia \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void helpListsTheCommands() {
    Cli cli = Cli.run("--help");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .contains("Usage: ostia ")
        .containsSubsequence(
            "demo", "run", "control-plane", "proxy", "bootstrap", "validate", "translate");
  }

  @Test
  void withoutACommandTheUserIsTold() {
    Cli cli = Cli.run();

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).isEqualTo("ostia: name a command\nSee 'ostia --help'.\n");
  }

  @Test
  void wrongOptionSuggestsTheRightOne() {
    Cli cli = Cli.run("validate", "-f", ".", "--default-namespac", "x");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err())
        .contains("ostia validate: Unknown option")
        .contains("--default-namespac")
        .contains("Did you mean")
        .contains("See 'ostia validate --help'.");
  }

  @Test
  void wrongCommandSuggestsTheRightOne() {
    Cli cli = Cli.run("validte");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("validte").contains("Did you mean").contains("validate");
  }

  @Test
  void missingInputIsAUsageError() {
    Cli cli = Cli.run("run");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("Missing required option: '--filename=PATH'");
  }

  @Test
  void addressThatIsNoneIsAUsageError() {
    Cli cli = Cli.run("control-plane", "-f", ".", "--xds-address", "nonsense");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--xds-address: `nonsense` is not HOST:PORT, for example 127.0.0.1:15010");
  }

  @Test
  void leaseOfNoLengthIsAUsageError() {
    Cli cli = Cli.run("control-plane", "-f", ".", "--status-lease", "0");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("--status-lease: 0 is too short; it is in seconds, 1 or more");
  }

  @Test
  void missingFolderIsNamed() {
    Cli cli = Cli.run("control-plane", "-f", "no/such/folder");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("ostia control-plane: -f no/such/folder: there is no such file or folder\n");
  }

  @Test
  void faultOfOstiaIsOneLineWithAHint() {
    StringWriter err = new StringWriter();
    CommandLine line = Ostia.commandLine().addSubcommand(new Broken());
    line.setErr(new PrintWriter(err));

    int exitCode = line.execute("broken");

    assertThat(exitCode).isEqualTo(70);
    assertThat(err.toString())
        .startsWith(
            "ostia broken: unexpected fault of Ostia: java.lang.IllegalStateException: boom")
        .contains("--verbose")
        .doesNotContain("\tat ");
  }

  @Test
  void faultOfOstiaIsShownInFullOnRequest() {
    StringWriter err = new StringWriter();
    CommandLine line = Ostia.commandLine().addSubcommand(new Broken());
    line.setErr(new PrintWriter(err));

    line.execute("broken", "--verbose");

    assertThat(err.toString()).contains("\tat dev.ostia.cli.OstiaTest$Broken.run");
  }

  @Test
  void fishGetsAScriptOfItsOwn() {
    assertThat(Cli.run("completion", "fish").out().lines().toList())
        .contains(
            "      case ps; set word proxy-status",
            "complete -c ostia -n '__ostia_is' -a explain -d"
                + " 'Show the way of one request through a gateway, and why it is that way.'",
            "complete -c ostia -n '__ostia_is proxy-config' -a route -d"
                + " 'Show the routes: which requests go where.'")
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c ostia -n '__ostia_in graph' -s o -l output -x -a 'html svg dot"
                        + " mermaid' -d "));
  }

  @Test
  void aWrongOptionWithAValueSuggestsTheRightOne() {
    assertThat(Cli.run("graph", "--lve", "127.0.0.1:1").err()).contains("Did you mean --live");
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    Cli cli = Cli.run("completion", "zsh");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("#!/usr/bin/env bash").contains("control-plane");
  }

  @Command(name = "broken")
  private static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("boom");
    }
  }
}
