package dev.ostia.cli.proxystatus;

import dev.ostia.cli.dump.HttpText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ostia proxy-status}. */
@Command(
    name = "proxy-status",
    aliases = "ps",
    description = {
      "Show for each connected proxy which types of configuration it has taken, and since when.",
      "What a proxy refused, and why, stands below the table."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ostia proxy-status", "  ostia ps --control-plane 127.0.0.1:15014 -o json"})
public final class ProxyStatusCommand implements Callable<Integer> {

  /** How the result is printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--control-plane",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:15014",
      description = "The admin address of the control plane (default: ${DEFAULT-VALUE}).")
  private String controlPlane = "127.0.0.1:15014";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    String json = HttpText.get(controlPlane, "/debug/status", "the control plane");
    PrintWriter out = spec.commandLine().getOut();
    out.print(format == Format.JSON ? json : StatusTable.of(json, Instant.now()));
    out.flush();
    return 0;
  }
}
