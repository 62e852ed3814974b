package dev.ostia.cli.dump;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.text.ConfigDumps;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.admin.v3.Clusters;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets what the options ask for: from a file, an Envoy, the control plane, or configuration. */
public final class DumpSource {

  private static final String ENVOY = "Envoy's admin port";
  private static final String CONTROL_PLANE = "the control plane";

  private final DumpOptions options;

  /** A source that does nothing yet. */
  public DumpSource(DumpOptions options) {
    this.options = options;
  }

  /**
   * The configuration.
   *
   * @param endpoints whether the endpoints of clusters are wanted too
   * @throws CommandFailure if it cannot be had
   */
  public ConfigDump configuration(boolean endpoints) {
    String file = dumpFile();
    if (file != null) {
      return ConfigDump.parse(read(file));
    }
    if (isOfEnvoy()) {
      String query = endpoints ? "?include_eds=true" : "";
      return ConfigDump.parse(askEnvoy("/config_dump" + query));
    }
    if (options.proxy() != null) {
      return ofControlPlane(options.proxy());
    }
    return ConfigDump.of(ConfigDumps.of(translated(), ""));
  }

  /**
   * The hosts of all clusters with their health.
   *
   * @throws CommandFailure if they cannot be had
   */
  public Clusters hosts() {
    String file = dumpFile();
    if (file != null) {
      return MessageReader.read(read(file), Clusters.getDefaultInstance());
    }
    if (isOfEnvoy()) {
      return MessageReader.read(askEnvoy("/clusters?format=json"), Clusters.getDefaultInstance());
    }
    return HostStatuses.of(configuration(true));
  }

  /** Whether an Envoy that runs is asked: here by its address, or in a pod of a cluster. */
  private boolean isOfEnvoy() {
    return options.admin() != null || (options.proxy() != null && options.cluster().isWanted());
  }

  private String askEnvoy(String path) {
    String admin = options.admin();
    String proxy = options.proxy();
    return admin == null && proxy != null
        ? new PodEnvoy(options.cluster(), proxy, options.namespace()).get(path)
        : HttpText.get(String.valueOf(admin), path, ENVOY);
  }

  private ConfigDump ofControlPlane(String proxy) {
    String namespace = options.namespace();
    String name = namespace == null ? proxy : proxy + "." + namespace;
    String query = "?proxy=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return ConfigDump.parse(
        HttpText.get(options.controlPlane(), "/debug/config_dump" + query, CONTROL_PLANE));
  }

  private Translation translated() {
    Proxy standard = Proxy.defaultIngressGateway();
    String namespace = options.namespace();
    Proxy proxy =
        new Proxy(
                namespace == null ? standard.namespace() : namespace,
                options.labels().isEmpty() ? standard.labels() : options.labels(),
                Locality.parse(options.locality()))
            .with(RouteLayout.STANDARD);
    var read =
        Inputs.read(
            InputOptions.of(
                options.paths(),
                options.defaultNamespace(),
                options.meshConfig(),
                options.cluster()));
    if (read.files() == 0) {
      throw Inputs.nothing(read, options.paths());
    }
    ConfigView view = ConfigView.of(MeshConfigs.require(options.meshConfig()), read.objects());
    Translation translation = new Translator(proxy).translate(view.at(Instant.now()));
    tellErrors(read.diagnostics(), translation.diagnostics());
    return translation;
  }

  /** What is refused is in no table, so it is said beside it. */
  private void tellErrors(List<Diagnostic> ofInput, List<Diagnostic> ofTranslation) {
    PrintWriter err = options.err();
    Stream.of(ofInput, ofTranslation)
        .flatMap(List::stream)
        .filter(found -> found.severity() == Severity.ERROR)
        .sorted(Diagnostic.ORDER)
        .distinct()
        .forEach(err::println);
    err.flush();
  }

  /** istioctl's {@code -f} is the dump; a dump given so is known by how it begins. */
  private @Nullable String dumpFile() {
    List<Path> paths = options.paths();
    if (options.file() != null || paths.size() != 1) {
      return options.file();
    }
    String path = paths.getFirst().toString();
    return path.equals("-") || isDump(paths.getFirst()) ? path : null;
  }

  private static boolean isDump(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (var reader = Files.newBufferedReader(path)) {
      char[] begin = new char[100];
      int length = reader.read(begin);
      String text = length < 0 ? "" : new String(begin, 0, length).replaceAll("\\s", "");
      return text.startsWith("{\"configs\":") || text.startsWith("{\"cluster_statuses\":");
    } catch (IOException e) {
      return false;
    }
  }

  private static String read(String file) {
    try {
      return file.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailure("open " + file + ": no such file or directory");
    } catch (FileSystemException e) {
      throw new CommandFailure("open " + file + ": " + e.getReason());
    } catch (IOException e) {
      throw new CommandFailure("read " + file + ": " + FileProblem.of(e));
    }
  }
}
