package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.dump.PodEnvoy;
import dev.ostia.cli.input.ClusterOptions;
import dev.ostia.cli.input.HostAndPort;
import dev.ostia.cli.input.PortNumber;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia proxy-config log}. */
@Command(
    name = "log",
    aliases = "o",
    description = "Show the levels of Envoy's loggers, or change them.",
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc log --admin 127.0.0.1:15000",
      "  ostia pc log --level debug",
      "  ostia pc log gateway-1.istio-system -k --level debug",
      "  ostia pc log --level http:debug,router:trace",
      "  ostia pc log --reset"
    })
final class LogCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "[TYPE/]NAME[.NAMESPACE]",
      description =
          "With -k: a pod or a Deployment of the cluster, whose Envoy is asked through a"
              + " port-forward.")
  private @Nullable String proxy;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "With -k: the namespace of the pod or the Deployment.")
  private @Nullable String namespace;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.class,
      defaultValue = "127.0.0.1:15000",
      description = "The admin port of the Envoy (default: ${DEFAULT-VALUE}).")
  private String admin = "127.0.0.1:15000";

  @Option(
      names = "--proxy-admin-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "The same as --admin 127.0.0.1:PORT.")
  private @Nullable Integer adminPort;

  @Option(
      names = "--level",
      paramLabel = "[LOGGER:]LEVEL,...",
      defaultValue = "",
      description = {
        "The levels to set, of all loggers or of those that are named.",
        "Levels: trace, debug, info, warning, error, critical, off."
      })
  private String level = "";

  @Option(
      names = {"-r", "--reset"},
      description = "Set all loggers to Envoy's default level, warning.")
  private boolean reset;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (reset && !level.isEmpty()) {
        spec.commandLine().usage(err);
        throw new CommandFailure("--level cannot be combined with --reset");
      }
      if (cluster.isWanted() != (proxy != null)) {
        throw new ParameterException(
            spec.commandLine(),
            "-k and the name of a pod or a Deployment go together; else say --admin HOST:PORT");
      }
      out.print(levels());
      return 0;
    } catch (CommandFailure failure) {
      err.println("Error: " + failure.getMessage());
      return failure.exitCode();
    } finally {
      out.flush();
      err.flush();
    }
  }

  private String levels() {
    String answer = post("/logging");
    for (String change : LogLevels.changes(reset ? "warning" : level, answer)) {
      answer = post("/logging?" + change);
    }
    return answer;
  }

  private String post(String path) {
    if (proxy != null) {
      return new PodEnvoy(cluster, DumpOptions.withoutType(proxy), namespace).post(path);
    }
    String address = adminPort == null ? admin : "127.0.0.1:" + adminPort;
    return HttpText.post(address, path, "Envoy's admin port");
  }
}
