package dev.ostia.controlplane.fields;

import dev.ostia.controlplane.fields.FieldRow.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of fields, {@code src/test/resources/fields/table.txt}: a line for each kind, and under
 * it for each field {@code path | tier | standing | case | note}.
 */
final class FieldTable {

  private static final String HEAD =
      """
      # What becomes of every field. Under a line for each kind: path | tier | standing | case | note.
      # The test FieldTableTest checks it; with -Dgolden.update=true it seeks cases for fields without proof.
      """;

  private final Path file;
  private final Map<String, List<FieldRow>> kinds = new LinkedHashMap<>();

  private FieldTable(Path file) {
    this.file = file;
  }

  static FieldTable load() {
    Path root = Path.of(System.getProperty("ostia.root", ".."));
    FieldTable table =
        new FieldTable(root.resolve("control-plane/src/test/resources/fields/table.txt"));
    try {
      List<FieldRow> rows = new ArrayList<>();
      for (String line : Files.readAllLines(table.file)) {
        if (line.startsWith("kind ")) {
          rows = new ArrayList<>();
          table.kinds.put(line.substring("kind ".length()), rows);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(row(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static FieldRow row(String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("not five parts: " + line);
    }
    return new FieldRow(
        parts[0].strip(),
        parts[1].strip(),
        standing(parts[2].strip()),
        parts[3].strip(),
        parts[4].strip());
  }

  private static Standing standing(String word) {
    for (Standing standing : Standing.values()) {
      if (standing.word().equals(word)) {
        return standing;
      }
    }
    throw new IllegalArgumentException("no standing: " + word);
  }

  /** The rows of each kind. */
  Map<String, List<FieldRow>> kinds() {
    return kinds;
  }

  /** Writes the table back. */
  void save() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    kinds.forEach(
        (kind, rows) -> {
          text.append("\nkind ").append(kind).append('\n');
          for (FieldRow row : rows) {
            String cells =
                String.join(
                    " | ", row.path(), row.tier(), row.standing().word(), row.proof(), row.note());
            text.append(cells.stripTrailing()).append('\n');
          }
        });
    Files.writeString(file, text);
  }
}
