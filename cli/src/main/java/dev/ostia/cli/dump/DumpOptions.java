package dev.ostia.cli.dump;

import dev.ostia.cli.input.ClusterOptions;
import dev.ostia.cli.input.ControlPlaneOptions;
import dev.ostia.cli.input.HostAndPort;
import dev.ostia.cli.input.PortNumber;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say whose configuration is looked at. */
public final class DumpOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "[TYPE/]NAME[.NAMESPACE]",
      description =
          "A gateway that is connected to the control plane; a part of its id is enough if no other"
              + " has it. With -k: a pod or a Deployment of the cluster, whose Envoy is asked"
              + " through a port-forward.")
  private @Nullable String proxy;

  @Option(
      names = "--file",
      paramLabel = "FILE|-",
      description = "A saved answer of Envoy's admin port, or - for standard input.")
  private @Nullable String file;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.class,
      description = "The admin port of a running Envoy.")
  private @Nullable String admin;

  @Option(
      names = "--proxy-admin-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "The same as --admin 127.0.0.1:PORT.")
  private @Nullable Integer adminPort;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "A folder or a file with configuration, translated on the spot with nothing running;"
              + " repeat it for more. A dump, or - for standard input, is taken as --file takes"
              + " it.")
  private List<Path> paths = new ArrayList<>();

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "The gateway's namespace (with -f: istio-system if not given).")
  private @Nullable String namespace;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description =
          "With -f: a label of the gateway; repeat it for more. Without any:"
              + " app=istio-ingressgateway and istio=ingressgateway.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--locality",
      paramLabel = "REGION/ZONE/SUBZONE",
      defaultValue = "",
      description = "With -f: where the gateway runs.")
  private String locality = "";

  @Option(
      names = "--default-namespace",
      paramLabel = "NS",
      defaultValue = "default",
      description = "With -f: the namespace of objects that name none (default: ${DEFAULT-VALUE}).")
  private String defaultNamespace = "default";

  @Option(
      names = "--mesh-config",
      paramLabel = "FILE",
      description = "With -f: a file with Istio's mesh configuration (MeshConfig).")
  private @Nullable Path meshConfig;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  /** The name of a proxy without its type, or null. */
  public @Nullable String proxy() {
    return proxy == null ? null : withoutType(proxy);
  }

  /** The name in {@code deployment/NAME}; Deployments are found by their names. */
  public static String withoutType(String proxy) {
    return proxy.substring(proxy.lastIndexOf('/') + 1);
  }

  @Nullable String file() {
    return file;
  }

  /** The address of an Envoy's admin port, or null. */
  public @Nullable String admin() {
    return admin == null && adminPort != null ? "127.0.0.1:" + adminPort : admin;
  }

  List<Path> paths() {
    return List.copyOf(paths);
  }

  /** The cluster that is read, or in which the proxy runs. */
  ClusterOptions cluster() {
    return cluster;
  }

  /** The admin address of the control plane. */
  public String controlPlane() {
    return controlPlane.address();
  }

  /** The gateway's namespace, or null if none was named. */
  public @Nullable String namespace() {
    return namespace;
  }

  Map<String, String> labels() {
    return labels;
  }

  String locality() {
    return locality;
  }

  String defaultNamespace() {
    return defaultNamespace;
  }

  @Nullable Path meshConfig() {
    return meshConfig;
  }

  /** Where the command that has these options says what is wrong. */
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Whether an Envoy is asked, now or when the file was made. */
  public boolean isEnvoys() {
    return file != null || admin() != null;
  }

  /** Whether exactly one source is named. */
  public boolean isComplete() {
    int sources = proxy == null ? 0 : 1;
    sources += file == null ? 0 : 1;
    sources += admin() == null ? 0 : 1;
    // With the name of a proxy the cluster is where it runs.
    sources += paths.isEmpty() && (!cluster.isWanted() || proxy != null) ? 0 : 1;
    return sources == 1;
  }
}
