package dev.ostia.cli.serve;

import dev.ostia.cli.Ostia;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.logging.LogOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ostia run}: control plane and gateway in one. */
@Command(
    name = "run",
    description = {
      "Run a gateway with your configuration.",
      "Starts the control plane and one Envoy gateway on this machine. Changes of the files take"
          + " effect at once. Ctrl-C drains and stops everything."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by SIGTERM or Ctrl-C",
      "1:it could not start, or Envoy ended",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia run -f config/",
      "  ostia run -f config/ --port 80=9080 --port 443=9443",
      "  ostia run -f config/ --namespace edge --label istio=edge-gateway"
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();
  @Mixin private GatewayRunOptions gateway = new GatewayRunOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private LogOptions logging = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    input.requireSome(spec);
    logging.start(Ostia.isVerbose(spec));
    Serving serving = new Serving(spec, input, server, new LoopbackOnly(spec));
    return new GatewayRun(spec, serving, gateway.settings()).run();
  }
}
