package dev.ostia.cli.serve;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.cli.logging.LogbackLevels;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.kubernetes.TokenReviews;
import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.kubernetes.KubernetesSource;
import dev.ostia.controlplane.status.StatusOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.identity.TokenVerifier;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import dev.ostia.envoy.bootstrap.HostPort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A control plane as the options say. */
final class Serving {

  private final CommandSpec spec;
  private final InputOptions input;
  private final ServerOptions server;
  private final XdsSecurity security;
  private @Nullable Duration statusLease;

  Serving(CommandSpec spec, InputOptions input, ServerOptions server, XdsSecurity security) {
    this.spec = spec;
    this.input = input;
    this.server = server;
    this.security = security;
  }

  /**
   * Has status written to the objects of a cluster.
   *
   * @param lease how long a replica that does not answer any more stays the one that writes; null
   *     where none writes
   */
  Serving writingStatus(@Nullable Duration lease) {
    statusLease = lease;
    return this;
  }

  /** Serves until a signal comes; the exit code. */
  int controlPlaneAlone(WebhookOptions webhook) throws InterruptedException {
    try (Lifetime lifetime = new Lifetime()) {
      ControlPlane controlPlane = start(lifetime, List.of());
      webhook.start(spec, lifetime);
      awaitReady(controlPlane);
      sayReady(controlPlane);
      return lifetime.await();
    }
  }

  private void sayReady(ControlPlane controlPlane) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "ready: xDS on %s:%d, admin pages on http://%s, %d objects"
            .formatted(
                address(server.xdsAddress(), "--xds-address").getHostString(),
                controlPlane.xdsPort(),
                adminAddress(controlPlane),
                controlPlane.state().view().size()));
    out.flush();
  }

  /**
   * Starts the control plane.
   *
   * @param lifetime ends it
   * @param first sources that win over the files, which win over the cluster
   * @throws CommandFailure if it cannot start
   * @throws ParameterException if an address is none, or is not secured as it must be
   */
  ControlPlane start(Lifetime lifetime, List<Source> first) {
    input.paths().forEach(Serving::mustExist);
    List<Source> sources = new ArrayList<>(first);
    if (!input.paths().isEmpty()) {
      sources.add(new FileSource(input.paths(), new FileSourceOptions(input.defaultNamespace())));
    }
    StatusOptions status = null;
    TokenVerifier tokens = null;
    String audience = security.tokenAudience();
    if (audience != null && !input.cluster().isWanted()) {
      throw new ParameterException(
          spec.commandLine(),
          "--xds-token-audience needs --kubernetes: the API server says whose a token is");
    }
    if (input.cluster().isWanted()) {
      KubernetesClient client = lifetime.add(input.cluster().connect());
      KubernetesSource cluster = new KubernetesSource(client, input.cluster().reading());
      sources.add(cluster);
      status = statusLease == null ? null : StatusSettings.of(client, cluster, statusLease);
      tokens = audience == null ? null : new TokenReviews(client, audience);
    }
    ControlPlane controlPlane = lifetime.add(start(sources, status, tokens));
    controlPlane.logLevels(new LogbackLevels());
    HeapTrimmer.start().ifPresent(lifetime::add);
    return controlPlane;
  }

  private ControlPlane start(
      List<Source> sources, @Nullable StatusOptions status, @Nullable TokenVerifier tokens) {
    XdsOptions xds = XdsOptions.at(address(server.xdsAddress(), "--xds-address"));
    try {
      return ControlPlane.start(
          new ControlPlaneOptions(
                  sources,
                  MeshConfigs.require(input.meshConfig()),
                  input.meshConfig(),
                  security.secure(xds.withTokens(tokens)),
                  address(server.adminAddress(), "--admin-address"),
                  server.layout())
              .withStatus(status)
              .withTraces(traceEndpoint()));
    } catch (UnusableTlsException e) {
      throw new CommandFailure("xDS cannot be served over TLS: " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(
          e.getMessage()
              + ". Is another Ostia running? --xds-address and --admin-address choose other ports");
    }
  }

  private @Nullable URI traceEndpoint() {
    URI endpoint = server.traceEndpoint();
    if (endpoint != null
        && (endpoint.getHost() == null
            || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme())))) {
      throw new ParameterException(
          spec.commandLine(),
          "--trace-endpoint: '%s' is no URL; write one such as http://127.0.0.1:4318/v1/traces"
              .formatted(endpoint));
    }
    return endpoint;
  }

  private static void mustExist(Path path) {
    if (path.equals(FileLoader.STANDARD_INPUT)) {
      throw new CommandFailure(
          "-f -: standard input cannot be followed; name a file or a folder instead");
    }
    if (!Files.exists(path)) {
      throw new CommandFailure("-f " + path + ": there is no such file or folder");
    }
  }

  /** Waits for the first complete state. */
  static void awaitReady(ControlPlane controlPlane) throws InterruptedException {
    try {
      controlPlane.ready().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the configuration cannot fail as a whole", e);
    }
  }

  static String adminAddress(ControlPlane controlPlane) {
    InetSocketAddress address = controlPlane.adminAddress();
    return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private InetSocketAddress address(String text, String option) {
    try {
      HostPort parsed = HostPort.parse(text);
      InetSocketAddress address = new InetSocketAddress(parsed.host(), parsed.port());
      if (address.isUnresolved()) {
        throw new IllegalArgumentException("there is no host " + parsed.host());
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }
}
