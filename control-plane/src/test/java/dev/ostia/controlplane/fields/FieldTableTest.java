package dev.ostia.controlplane.fields;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.cases.CaseFolder;
import dev.ostia.controlplane.fields.FieldRow.Standing;
import dev.ostia.translator.validate.schema.SpecFields;
import dev.ostia.translator.validate.schema.SpecFields.SpecField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * No field of the API is forgotten, and what {@code docs/fields.md} says of each is true. {@code
 * -Dgolden.update=true} seeks cases for fields without proof and rewrites the page.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FieldTableTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private static final Map<String, String> GROUPS =
      Map.of(
          "Gateway", "networking.istio.io",
          "VirtualService", "networking.istio.io",
          "DestinationRule", "networking.istio.io",
          "ServiceEntry", "networking.istio.io",
          "WorkloadEntry", "networking.istio.io",
          "Telemetry", "telemetry.istio.io");

  private final FieldTable table = FieldTable.load();
  private final Map<String, FieldProof> proofs = new HashMap<>();
  private final Map<String, CaseFolder> folders = new LinkedHashMap<>();

  FieldTableTest() {
    CaseFolder.all().forEach(folder -> folders.put(folder.toString(), folder));
  }

  @Test
  void hasEveryFieldOfTheModel() {
    GROUPS.forEach(
        (kind, group) -> {
          Set<String> known = new TreeSet<>();
          SpecFields.of(group, kind).forEach(field -> known.add(PolicyLevels.unique(field.path())));
          Set<String> listed = new TreeSet<>();
          requireNonNull(table.kinds().get(kind)).forEach(row -> listed.add(row.path()));
          assertThat(listed).as("fields of " + kind).containsExactlyElementsOf(known);
        });
  }

  @Test
  @Order(1)
  void isTrue() throws Exception {
    List<String> untrue = new ArrayList<>();
    for (Map.Entry<String, List<FieldRow>> kind : table.kinds().entrySet()) {
      Map<String, SpecField> model = model(kind.getKey());
      List<FieldRow> rows = kind.getValue();
      for (int i = 0; i < rows.size(); i++) {
        FieldRow row = rows.get(i);
        SpecField field = model.get(row.path());
        if (field != null && field.container() && holdsOthers(row, rows)) {
          continue;
        }
        List<String> words = field == null ? List.of() : field.words();
        FieldRow found = UPDATE ? seek(kind.getKey(), row, words) : row;
        rows.set(i, found);
        check(kind.getKey(), found, words, untrue);
      }
      containers(rows, model, untrue);
    }
    if (UPDATE) {
      table.save();
    }
    assertThat(untrue).as("lines of the table that are not true").isEmpty();
  }

  @Test
  @Order(2)
  void pageSaysTheSame() throws Exception {
    Path page = Path.of(System.getProperty("ostia.root", ".."), "docs", "fields.md");
    String expected = FieldPage.of(FieldTable.load());
    if (System.getProperty("golden.update") != null) {
      Files.writeString(page, expected);
    }
    assertThat(page).hasContent(expected);
  }

  private static Map<String, SpecField> model(String kind) {
    Map<String, SpecField> model = new HashMap<>();
    if (GROUPS.containsKey(kind)) {
      SpecFields.of(GROUPS.get(kind), kind).forEach(field -> model.put(field.path(), field));
    }
    return model;
  }

  private FieldProof proof(String name) {
    return proofs.computeIfAbsent(name, n -> new FieldProof(requireNonNull(folders.get(n))));
  }

  private void check(String kind, FieldRow row, List<String> words, List<String> untrue) {
    String line = kind + " " + row.path() + ": " + row.standing().word();
    switch (row.standing()) {
      case HONOURED, DIAGNOSTIC -> {
        if (!folders.containsKey(row.proof())) {
          untrue.add(line + ", but there is no case " + row.proof());
        } else if (!proof(row.proof()).has(kind, row.path())) {
          untrue.add(line + ", but the case " + row.proof() + " does not have it");
        } else {
          Standing shown = proof(row.proof()).shows(kind, row.path(), words);
          if (shown != row.standing()) {
            untrue.add(line + ", but the case " + row.proof() + " shows: " + shown.word());
          }
        }
      }
      case NOT_APPLICABLE -> {
        if (row.note().isEmpty()) {
          untrue.add(line + ", but it is not said why");
        }
      }
      case UNPROVEN -> {}
    }
  }

  private static boolean holdsOthers(FieldRow row, List<FieldRow> rows) {
    return rows.stream().anyMatch(other -> other.path().startsWith(row.path() + "."));
  }

  /** A message stands as the best of its fields does. */
  private static void containers(
      List<FieldRow> rows, Map<String, SpecField> model, List<String> untrue) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      FieldRow row = rows.get(i);
      SpecField field = model.get(row.path());
      if (field == null || !field.container() || !holdsOthers(row, rows)) {
        continue;
      }
      FieldRow best =
          rows.stream()
              .filter(r -> r.path().startsWith(row.path() + "."))
              .min((a, b) -> a.standing().compareTo(b.standing()))
              .orElse(row);
      FieldRow right = row.proven(best.standing(), best.proof());
      if (UPDATE) {
        rows.set(i, right);
      } else if (!right.equals(row)) {
        untrue.add(row.path() + " does not stand as its fields do");
      }
    }
  }

  private FieldRow seek(String kind, FieldRow row, List<String> words) {
    // A field that has no effect in one case may well have one in another.
    if (row.standing() == Standing.NOT_APPLICABLE
        || (row.standing() == Standing.HONOURED
            && folders.containsKey(row.proof())
            && proof(row.proof()).shows(kind, row.path(), words) == row.standing())) {
      return row;
    }
    FieldRow found = row.proven(Standing.UNPROVEN, "");
    for (String name : folders.keySet()) {
      if (proof(name).has(kind, row.path())) {
        Standing shown = proof(name).shows(kind, row.path(), words);
        if (shown.compareTo(found.standing()) < 0) {
          found = row.proven(shown, name);
        }
        if (shown == Standing.HONOURED) {
          return found;
        }
      }
    }
    return found;
  }
}
