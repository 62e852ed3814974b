package dev.ostia.cli.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.cli.offline.TranslateCommand.Output;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.controlplane.text.ResourceText;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import dev.ostia.translator.config.RouteLayout;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads, translates for one gateway and prints. */
final class OfflineTranslation {

  private static final List<ResourceType> ALL =
      List.of(
          ResourceType.LISTENER,
          ResourceType.SCOPE,
          ResourceType.ROUTE,
          ResourceType.CLUSTER,
          ResourceType.ENDPOINT,
          ResourceType.SECRET);

  private final InputOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  OfflineTranslation(InputOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** The exit code. */
  int run(
      String namespace,
      Map<String, String> labels,
      String locality,
      RouteLayout layout,
      List<TranslateCommand.Type> types,
      Output output) {
    LoadedFiles read = Inputs.read(options);
    Proxy proxy =
        new Proxy(
                namespace,
                labels.isEmpty() ? Proxy.defaultIngressGateway().labels() : labels,
                Locality.parse(locality))
            .with(layout);
    ConfigView view = ConfigView.of(MeshConfigs.require(options.meshConfig()), read.objects());
    Translation translation = new Translator(proxy).translate(view.at(Instant.now()));
    print(ResourceText.tree(translation, present(wanted(types), translation)), output);
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(MeshConfigs.read(options.meshConfig()).diagnostics());
    diagnostics.addAll(translation.diagnostics());
    diagnostics.stream().sorted(Diagnostic.ORDER).distinct().forEach(err::println);
    if (translation.resources(ResourceType.LISTENER).isEmpty()) {
      err.println(
          "no Gateway selects a gateway in namespace "
              + proxy.namespace()
              + " with labels "
              + proxy.labels()
              + ": see --namespace and --label");
    }
    err.flush();
    return diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR) ? 1 : 0;
  }

  /** Only routes in shards have scopes, so nothing is said of them where there are none. */
  private static List<ResourceType> present(List<ResourceType> types, Translation translation) {
    return types.stream()
        .filter(
            type ->
                type != ResourceType.SCOPE || !translation.resources(ResourceType.SCOPE).isEmpty())
        .toList();
  }

  private static List<ResourceType> wanted(List<TranslateCommand.Type> types) {
    if (types.isEmpty()) {
      return ALL;
    }
    return ALL.stream()
        .filter(type -> types.stream().anyMatch(wanted -> wanted.name().equals(type.name() + "S")))
        .toList();
  }

  private void print(Map<String, Object> tree, Output output) {
    switch (output) {
      case YAML -> out.print(ResourceText.yaml(tree));
      case JSON -> out.println(json(tree));
    }
    out.flush();
  }

  private static String json(Map<String, Object> tree) {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps and lists could not be written", e);
    }
  }
}
