package dev.ostia.cli.get;

import dev.ostia.cli.analyze.Analyzer;
import dev.ostia.cli.get.GetCommand.Output;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** Reads, checks and prints what was asked for. */
final class GetRun {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Output output;
  private final boolean headers;

  GetRun(CommandLine line, Output output, boolean headers) {
    out = line.getOut();
    err = line.getErr();
    this.output = output;
    this.headers = headers;
  }

  /** The exit code. */
  int run(Wanted wanted, InputOptions input) {
    LoadedFiles read = Inputs.read(input);
    if (read.files() == 0) {
      throw Inputs.nothing(read, input.paths());
    }
    ConfigView view = ConfigView.of(MeshConfigs.require(input.meshConfig()), read.objects());
    List<Shown> all = all(read, view.at(Instant.now()));
    List<Shown> chosen = all.stream().filter(one -> wanted.has(one.key())).toList();
    read.diagnostics().stream().filter(one -> one.object() == null).forEach(err::println);
    print(wanted, chosen);
    out.flush();
    int exitCode = missing(wanted, chosen, all);
    err.flush();
    return exitCode;
  }

  /** All objects, also those that were refused, by kind, namespace and name. */
  private static List<Shown> all(LoadedFiles read, ConfigView view) {
    Map<ObjectKey, List<Diagnostic>> found = new HashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(Analyzer.diagnostics(view, Map.of()));
    for (Diagnostic one : diagnostics) {
      ObjectKey key = one.object();
      if (key != null) {
        found.computeIfAbsent(key, k -> new ArrayList<>()).add(one);
      }
    }
    found.values().forEach(list -> list.sort(Comparator.comparing(Diagnostic::severity)));
    Map<ObjectKey, Shown> all = new TreeMap<>();
    for (ConfigObject<?> object : read.objects()) {
      all.put(
          object.key(),
          new Shown(object.key(), object, found.getOrDefault(object.key(), List.of())));
    }
    found.forEach((key, list) -> all.computeIfAbsent(key, k -> new Shown(k, null, list)));
    return List.copyOf(all.values());
  }

  private void print(Wanted wanted, List<Shown> chosen) {
    switch (output) {
      case TABLE, WIDE ->
          out.print(ObjectTables.of(wanted, chosen, output == Output.WIDE, headers));
      case NAME -> chosen.forEach(one -> out.println(Wanted.qualified(one.key())));
      case JSON -> out.println(ObjectDocuments.json(chosen, wanted.one()));
      case YAML -> out.print(ObjectDocuments.yaml(chosen, wanted.one()));
    }
  }

  private int missing(Wanted wanted, List<Shown> chosen, List<Shown> all) {
    List<String> absent =
        wanted.names().stream()
            .filter(name -> chosen.stream().noneMatch(one -> one.key().name().equals(name)))
            .toList();
    List<ObjectKey> elsewhere =
        all.stream()
            .map(Shown::key)
            .filter(key -> wanted.hasInAnyNamespace(key) && !wanted.has(key))
            .toList();
    for (String name : absent) {
      String kind = wanted.kinds().size() == 1 ? wanted.kinds().getFirst().kindName() : "object";
      List<String> others =
          elsewhere.stream()
              .filter(key -> key.name().equals(name))
              .map(key -> "; there is one in namespace " + key.namespace())
              .toList();
      err.println("Error: there is no %s \"%s\"".formatted(kind, name) + String.join("", others));
    }
    if (wanted.names().isEmpty() && chosen.isEmpty()) {
      String where = wanted.namespace() == null ? "" : " in " + wanted.namespace() + " namespace";
      String hint =
          elsewhere.isEmpty() ? "" : " (in others: %d, see -A)".formatted(elsewhere.size());
      err.println("No resources found" + where + "." + hint);
    }
    return absent.isEmpty() ? 0 : 1;
  }
}
