package dev.ostia.cli.offline;

import dev.ostia.cli.input.InputOptions;
import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.files.LoadedFiles;

/** Reads the input once. */
final class InputReader {

  private InputReader() {}

  static LoadedFiles read(InputOptions input) {
    return FileLoader.load(input.paths(), new FileSourceOptions(input.defaultNamespace()));
  }
}
