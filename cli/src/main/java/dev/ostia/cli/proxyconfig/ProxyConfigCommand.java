package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.CommandTree;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia proxy-config}: what an Envoy is configured to do, as istioctl shows it. */
@Command(
    name = "proxy-config",
    aliases = "pc",
    description = {
      "Show what an Envoy is configured to do.",
      "Tables, flags and exit codes are those of 'istioctl proxy-config'; -o wide shows what its"
          + " tables leave out."
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "1:what was asked for could not be had, or holds nothing of the kind",
      "64:the command line is wrong"
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia proxy-config routes -f config/",
      "  ostia pc listeners --admin 127.0.0.1:15000",
      "  ostia pc clusters gateway.istio-system --fqdn reviews -o json",
      "  curl -s localhost:15000/config_dump | ostia pc routes --file -"
    })
public final class ProxyConfigCommand implements Runnable, CommandTree.Parent {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public List<Class<?>> commands() {
    return List.of(
        ClusterCommand.class,
        ListenerCommand.class,
        RouteCommand.class,
        EndpointCommand.class,
        EdsCommand.class,
        SecretCommand.class,
        BootstrapDumpCommand.class,
        EcdsCommand.class,
        LogCommand.class,
        AllCommand.class);
  }

  /** Without a subcommand there is nothing to do but to say what there is. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
