package dev.ostia.cli.diff;

import com.google.protobuf.Message;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.gateway.ClientPorts;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.simulate.EnvoyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the two configurations.
 *
 * @param diagnostics by what they say without their place, as an edit moves places
 */
record Side(GatewayModel model, Map<String, String> diagnostics) {

  private static final int ERROR = 2;

  /**
   * How files are read, for both sides.
   *
   * @param furtherObjects that are in no file
   */
  record Reading(
      String defaultNamespace,
      @Nullable Path meshConfig,
      Proxy proxy,
      List<ConfigObject<?>> furtherObjects) {}

  /**
   * Reads a folder, a file, or a git revision with a path.
   *
   * @throws CommandFailure if there is nothing to read
   */
  static Side load(String name, Reading reading) {
    Path path = Path.of(name);
    if (Files.exists(path) || name.indexOf(':') < 0) {
      return read(path, name, reading);
    }
    try {
      Path folder = Files.createTempDirectory("ostia-diff-");
      try {
        GitRevision.unpack(name, folder, Path.of(""));
        return read(folder, name, reading);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new CommandFailure("no temporary folder can be made: " + e.getMessage(), ERROR);
    }
  }

  /**
   * What a running gateway has, of which only Envoy's configuration is known.
   *
   * @param other knows which ports clients connect to
   */
  static Side running(GatewayModel model, Side other) {
    EnvoyConfig envoy = model.envoy();
    Map<ResourceType, SortedMap<String, Message>> resources = new EnumMap<>(ResourceType.class);
    resources.put(ResourceType.LISTENER, new TreeMap<>(envoy.listeners()));
    resources.put(ResourceType.ROUTE, new TreeMap<>(envoy.routes()));
    resources.put(ResourceType.CLUSTER, new TreeMap<>(envoy.clusters()));
    resources.put(ResourceType.ENDPOINT, new TreeMap<>(envoy.assignments()));
    return new Side(known(model, resources, other.model.ports()), Map.of());
  }

  /** This side as far as a running gateway would be known. */
  Side withoutObjects() {
    Map<ResourceType, SortedMap<String, Message>> resources = new EnumMap<>(ResourceType.class);
    resources.putAll(model.translation().resources());
    resources.remove(ResourceType.SECRET);
    resources.remove(ResourceType.SCOPE);
    return new Side(known(model, resources, model.ports()), Map.of());
  }

  private static GatewayModel known(
      GatewayModel model,
      Map<ResourceType, SortedMap<String, Message>> resources,
      ClientPorts ports) {
    return new GatewayModel(
        model.proxy(),
        ConfigView.empty(MeshConfig.defaults()),
        new Translation(resources, Map.of(), List.of()),
        model.envoy(),
        ports,
        model.awaitedSecrets(),
        List.of());
  }

  /** Translates what was read. */
  static Side of(Applied.Read read, Proxy proxy) {
    return of(GatewayModel.of(read.view(), proxy, read.diagnostics()), "", "");
  }

  /** The diagnostics show this name instead of the path. */
  private static Side of(GatewayModel model, String path, String name) {
    Map<String, String> diagnostics = new LinkedHashMap<>();
    for (Diagnostic found : model.diagnostics()) {
      diagnostics.put(without(found).toString(), found.toString().replace(path, name));
    }
    return new Side(model, diagnostics);
  }

  private static Side read(Path path, String name, Reading reading) {
    try {
      GatewayModel model =
          GatewayModel.load(
              InputOptions.of(List.of(path), reading.defaultNamespace, reading.meshConfig),
              reading.proxy,
              reading.furtherObjects);
      return of(model, path.toString(), name);
    } catch (CommandFailure e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()).replace(path.toString(), name), ERROR);
    }
  }

  private static Diagnostic without(Diagnostic found) {
    return new Diagnostic(
        found.code(),
        found.severity(),
        found.object(),
        found.field(),
        found.message(),
        found.advice(),
        null);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What this side has and the other one has not. */
  List<String> diagnosticsNotIn(Side other) {
    return diagnostics.entrySet().stream()
        .filter(entry -> !other.diagnostics.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
