package dev.ostia.cli.diff;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * Reads a folder, a file, or a git revision with a path.
   *
   * @throws CommandFailure if there is nothing to read
   */
  static Side load(String name, String defaultNamespace, @Nullable Path meshConfig, Proxy proxy) {
    Path path = Path.of(name);
    if (Files.exists(path) || name.indexOf(':') < 0) {
      return read(path, name, defaultNamespace, meshConfig, proxy);
    }
    try {
      Path folder = Files.createTempDirectory("ostia-diff-");
      try {
        GitRevision.unpack(name, folder, Path.of(""));
        return read(folder, name, defaultNamespace, meshConfig, proxy);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new CommandFailure("no temporary folder can be made: " + e.getMessage(), ERROR);
    }
  }

  private static Side read(
      Path path, String name, String defaultNamespace, @Nullable Path meshConfig, Proxy proxy) {
    try {
      GatewayModel model =
          GatewayModel.load(InputOptions.of(List.of(path), defaultNamespace, meshConfig), proxy);
      Map<String, String> diagnostics = new LinkedHashMap<>();
      for (Diagnostic found : model.diagnostics()) {
        diagnostics.put(without(found).toString(), found.toString().replace(path.toString(), name));
      }
      return new Side(model, diagnostics);
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
