package dev.ostia.controlplane.crds;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of Istio's kinds as they are written; {@code SchemaReader} describes their form.
 *
 * @param kinds the words of each line that defines a kind, by its name
 * @param messages the lines of each message, as words
 */
record SchemaTables(Map<String, List<String>> kinds, Map<String, List<List<String>>> messages) {

  static SchemaTables load(String... names) throws IOException {
    SchemaTables tables = new SchemaTables(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (String name : names) {
      String path = "/dev/ostia/translator/validate/schema/" + name + ".schema";
      try (InputStream stream = requireNonNull(SchemaTables.class.getResourceAsStream(path))) {
        tables.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return tables;
  }

  private void read(String table) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.strip().split(" +"));
      if (line.startsWith("kind ")) {
        kinds.put(words.get(1), words);
      } else if (line.startsWith(" ")) {
        lines.add(words);
      } else {
        lines = new ArrayList<>();
        messages.put(words.getFirst(), lines);
      }
    }
  }
}
