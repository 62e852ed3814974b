package dev.ostia.cli.gateway;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.GatewayBinder;
import dev.ostia.translator.simulate.EnvoyConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One gateway with all that is known of it.
 *
 * @param view the objects; empty where only Envoy's configuration is known
 * @param translation what they become; empty where only Envoy's configuration is known
 * @param envoy what the gateway's Envoy works with
 * @param awaitedSecrets names of secrets that a dumped Envoy waits for; empty where there is no
 *     dump
 * @param diagnostics of the input and of the translation, sorted, each once
 */
public record GatewayModel(
    Proxy proxy,
    ConfigView view,
    Translation translation,
    EnvoyConfig envoy,
    ClientPorts ports,
    Set<String> awaitedSecrets,
    List<Diagnostic> diagnostics) {

  /**
   * Reads files and translates them for this gateway.
   *
   * @throws CommandFailure if there is no file at all
   */
  public static GatewayModel load(InputOptions input, Proxy proxy) {
    return load(input, proxy, List.of());
  }

  /**
   * Reads files and translates them for this gateway, with objects that are in no file.
   *
   * @throws CommandFailure if there is no file at all
   */
  public static GatewayModel load(
      InputOptions input, Proxy proxy, List<ConfigObject<?>> furtherObjects) {
    LoadedFiles read = Inputs.read(input);
    if (read.files() == 0) {
      throw Inputs.nothing(read, input.paths());
    }
    MeshConfig mesh = MeshConfigs.require(input.meshConfig());
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(MeshConfigs.read(input.meshConfig()).diagnostics());
    List<ConfigObject<?>> objects = new ArrayList<>(read.objects());
    objects.addAll(furtherObjects);
    return of(ConfigView.of(mesh, objects), proxy, diagnostics);
  }

  /**
   * Translates a view for this gateway.
   *
   * @param found what is already known to be wrong with the input
   */
  public static GatewayModel of(ConfigView view, Proxy proxy, List<Diagnostic> found) {
    Translation translation = new Translator(proxy).translate(view.at(Instant.now()));
    List<Diagnostic> diagnostics = new ArrayList<>(found);
    diagnostics.addAll(translation.diagnostics());
    return new GatewayModel(
        proxy,
        view,
        translation,
        EnvoyConfig.of(translation),
        ClientPorts.of(new GatewayBinder(proxy).bind(view)),
        Set.of(),
        diagnostics.stream().distinct().sorted(Diagnostic.ORDER).toList());
  }

  /** A gateway of which only Envoy's configuration is known. */
  public static GatewayModel of(EnvoyConfig envoy, Set<String> awaitedSecrets) {
    return new GatewayModel(
        Proxy.defaultIngressGateway(),
        ConfigView.empty(MeshConfig.defaults()),
        new Translation(Map.of(), Map.of(), List.of()),
        envoy,
        ClientPorts.of(envoy),
        awaitedSecrets,
        List.of());
  }

  /** Tells what could not be read at all, so that nobody knows what it holds. */
  public GatewayModel tellingUnread(PrintWriter err) {
    diagnostics.stream()
        .filter(one -> one.object() == null && one.severity() == Diagnostic.Severity.ERROR)
        .forEach(err::println);
    err.flush();
    return this;
  }

  /** Whether a secret that a listener names is not there, so that its handshakes fail. */
  public boolean lacksSecret(String name) {
    return awaitedSecrets.contains(name)
        || (!translation.resources().isEmpty()
            && !translation.resources(ResourceType.SECRET).containsKey(name));
  }
}
