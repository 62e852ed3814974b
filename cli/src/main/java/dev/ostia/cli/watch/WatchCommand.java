package dev.ostia.cli.watch;

import dev.ostia.cli.input.ControlPlaneOptions;
import dev.ostia.cli.logging.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ostia watch}. */
@Command(
    name = "watch",
    description = {
      "Show what happens in a running control plane, as it happens: an object changed, what was"
          + " computed anew, what was pushed to which proxy, and whether it took it (ack) or not"
          + " (nack, with Envoy's reason and the objects at fault).",
      "The time after an ack or nack is the one since the push."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia watch",
      "  ostia watch --all --control-plane 127.0.0.1:15014",
      "  ostia watch -o json | jq 'select(.kind == \"nack\")'"
    })
public final class WatchCommand implements Callable<Integer> {

  /** How events are printed. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  @Option(
      names = {"-a", "--all"},
      description = "Begin with what the control plane still knows of the past.")
  private boolean all;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "End after so many events (default: never).")
  private int count;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The format; json is one object on a line (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() throws InterruptedException {
    EventText text =
        output == Output.JSON ? EventText.json() : EventText.lines(Terminal.outputHasColour());
    new EventStream(controlPlane.address(), spec.commandLine().getErr())
        .follow(all, count, event -> print(text.of(event)));
    return 0;
  }

  /** Whether somebody still reads. */
  private boolean print(String line) {
    spec.commandLine().getOut().println(line);
    // Behind picocli's writer standard output keeps its faults to itself.
    return !spec.commandLine().getOut().checkError() && !System.out.checkError();
  }
}
