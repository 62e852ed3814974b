package dev.ostia.cli.diff;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.diff.Side.Reading;
import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.PortMapping;
import dev.ostia.cli.gateway.RunningGateway;
import dev.ostia.cli.input.ClusterOptions;
import dev.ostia.cli.input.ControlPlaneOptions;
import dev.ostia.cli.input.PortNumber;
import dev.ostia.cli.input.RouteOptions;
import dev.ostia.translator.config.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia diff}: what will this edit change? */
@Command(
    name = "diff",
    description = {
      "Show what changes from one configuration to another.",
      "Objects, Envoy's resources, diagnostics, what it costs a gateway, and a sample of each kind"
          + " of request that goes elsewhere. Nothing is started or sent."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing differs",
      "1:something differs",
      "2:the command line is wrong, or something could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia diff -f HEAD:config -f config/",
      "  ostia diff -f main:config -f config/ --access-log access.log",
      "  ostia diff -f old/ -f new/ --no-lines",
      "  ostia diff --proxy gateway -f config/ --port 80=8080",
      "  ostia diff --kubernetes -f config/",
      "  ostia diff -f old/ -f new/ -o json"
    })
public final class DiffCommand implements Callable<Integer> {

  private static final int SIDES = 2;

  /** How the result is printed. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GatewaySelection gateway = new GatewaySelection();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private RouteOptions layout = new RouteOptions();

  @Option(
      names = "--prune",
      description =
          "With -k: objects of the cluster that -f lacks are taken for removed, where -f has others"
              + " of their kind in their namespace. Without it they stay, as with 'kubectl apply'.")
  private boolean prune;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "OLD|NEW",
      description =
          "A folder or a file with configuration, or REVISION:PATH of the git repository of the"
              + " working directory. Twice: first the old one, then the new one; once with --proxy,"
              + " and with -k, where the old one is the cluster and the new one the cluster with -f"
              + " applied.")
  private List<String> sides = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "NAME",
      description =
          "The old one is what the running control plane gave this gateway. Its objects and"
              + " certificates are not known then, and are not compared. Give the options that"
              + " the control plane was started with (--port, --http3, --shard-routes-above; 'off' for"
              + " an Envoy before 1.40).")
  private @Nullable String proxy;

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT=LOCAL",
      converter = {PortNumber.class, PortNumber.class},
      description =
          "This port of the Gateways is served on a local one, as `ostia run --port` does it;"
              + " repeat it for more. --proxy and --access-log tell local ports.")
  private Map<Integer, Integer> ports = new LinkedHashMap<>();

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description =
          "Answer the requests of this access log before and after. Istio's default format, text "
              + "or JSON.")
  private @Nullable Path accessLog;

  @Option(
      names = "--default-namespace",
      paramLabel = "NS",
      defaultValue = "default",
      description = "The namespace of objects that name none (default: ${DEFAULT-VALUE}).")
  private String defaultNamespace = "default";

  @Option(
      names = "--mesh-config",
      paramLabel = "FILE",
      description = "A file with Istio's mesh configuration (MeshConfig), for both sides.")
  private @Nullable Path meshConfig;

  @Option(
      names = "--lines",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show the lines of Envoy's resources that differ (default: shown).")
  private boolean lines = true;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TEXT;

  private void checkSides() {
    if (proxy != null && cluster.isWanted()) {
      throw new ParameterException(spec.commandLine(), "say either --proxy or -k");
    }
    boolean known = proxy != null || cluster.isWanted();
    if (sides.size() != (known ? 1 : SIDES)) {
      throw new ParameterException(
          spec.commandLine(),
          known
              ? "with --proxy or -k name one configuration: -f NEW, not " + sides.size()
              : "name two configurations: -f OLD -f NEW, not " + sides.size());
    }
  }

  private Proxy gatewayProxy() {
    return gateway.proxy().with(layout.layout());
  }

  private Reading reading() {
    Proxy wanted = gatewayProxy();
    return new Reading(
        defaultNamespace,
        meshConfig,
        wanted,
        new PortMapping(ports).objects(wanted.namespace(), wanted.labels()));
  }

  @Override
  public Integer call() {
    checkSides();
    try {
      Side before;
      Side after;
      if (cluster.isWanted()) {
        Applied applied =
            Applied.of(cluster, Path.of(sides.getLast()), defaultNamespace, meshConfig, prune);
        before = Side.of(applied.before(), gatewayProxy());
        after = Side.of(applied.after(), gatewayProxy());
      } else {
        Reading reading = reading();
        after = Side.load(sides.getLast(), reading);
        before =
            proxy == null
                ? Side.load(sides.getFirst(), reading)
                : Side.running(RunningGateway.ask(controlPlane.address(), proxy), after);
      }
      return new DiffRun(spec.commandLine().getOut())
          .run(
              before,
              proxy == null ? after : after.withoutObjects(),
              accessLog,
              output == Output.JSON,
              lines);
    } catch (CommandFailure e) {
      // Exit code 1 says that something differs.
      throw new CommandFailure(String.valueOf(e.getMessage()), SIDES);
    }
  }
}
