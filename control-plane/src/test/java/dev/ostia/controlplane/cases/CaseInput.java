package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.pki.Placeholders;
import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.controlplane.source.mesh.MeshConfigFile;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** The objects of a case, read as the control plane reads a folder of files. */
public record CaseInput(ConfigView view, List<Diagnostic> diagnostics) {

  /** Certificates of the cases are valid then, but those that are made not to be. */
  private static final Instant MOMENT = Instant.parse("2026-01-01T00:00:00Z");

  /** Reads the input of a case. */
  public static CaseInput load(CaseFolder folder) {
    return load(folder, filled(folder));
  }

  /** The same documents in another order. */
  static CaseInput shuffled(CaseFolder folder, long seed) {
    try {
      List<String> documents =
          new ArrayList<>(Arrays.asList(Files.readString(filled(folder)).split("(?m)^---$")));
      Collections.shuffle(documents, new Random(seed));
      Path file = Files.createTempFile("case", ".yaml");
      try {
        Files.writeString(file, String.join("\n---\n", documents));
        return load(folder, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The input with its certificates: a copy, if it has any. */
  private static Path filled(CaseFolder folder) {
    try {
      String text = Files.readString(folder.input());
      if (!Placeholders.in(text)) {
        return folder.input();
      }
      Files.createDirectories(folder.copy());
      Path file = folder.copy().resolve("input.yaml");
      Files.writeString(file, Placeholders.fill(text));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CaseInput load(CaseFolder folder, Path file) {
    return load(file, folder.mesh());
  }

  /** Reads objects, and a mesh configuration if there is one. */
  public static CaseInput load(Path file, Optional<Path> meshFile) {
    LoadedFiles files = FileLoader.load(List.of(file), FileSourceOptions.defaults());
    List<Diagnostic> diagnostics = new ArrayList<>(files.diagnostics());
    MeshConfig mesh = MeshConfig.defaults();
    if (meshFile.isPresent()) {
      MeshConfigFile read = MeshConfigFile.read(meshFile.get());
      diagnostics.addAll(read.diagnostics());
      mesh = Objects.requireNonNull(read.config());
    }
    return new CaseInput(ConfigView.of(mesh, files.objects()).at(MOMENT), List.copyOf(diagnostics));
  }
}
