package dev.ostia.cli.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code testdata/diagnostics}, called as the code that it is an example of. Its first
 * lines say what analyzing it must tell, in pairs: the finding, and the remedy or a dash.
 */
record Example(Path file, List<Told> told, String yaml) {

  record Told(String finding, String remedy) {

    /** As {@code ostia analyze} prints it. */
    String line() {
      return remedy.equals("-") ? finding : finding + ". " + remedy;
    }

    boolean is(String code) {
      return finding.contains(" [" + code + "] ");
    }
  }

  static Path folder() {
    return Path.of(System.getProperty("ostia.root"), "testdata/diagnostics");
  }

  static List<Example> all() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Example> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  private static Example read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Told> told = new ArrayList<>();
    int at = 0;
    while (lines.get(at).startsWith("# ")) {
      told.add(new Told(lines.get(at).substring(2), lines.get(at + 1).substring(1).strip()));
      at += 2;
    }
    return new Example(file, told, String.join("\n", lines.subList(at, lines.size())));
  }

  String code() {
    return folder().relativize(file).toString().replace(".yaml", "");
  }

  @Override
  public String toString() {
    return code();
  }
}
