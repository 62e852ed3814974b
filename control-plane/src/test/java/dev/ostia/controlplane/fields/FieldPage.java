package dev.ostia.controlplane.fields;

import dev.ostia.controlplane.fields.FieldRow.Standing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table as a page for users. */
final class FieldPage {

  private FieldPage() {}

  static String of(FieldTable table) {
    StringBuilder page =
        new StringBuilder(
            """
            # Fields

            What Ostia does with every field of the routing API. Generated from the table of the
            tests: a field is *honoured* if in the case named a change of it changes Envoy's
            configuration; *diagnostic* if it has no effect and the case shows the message that
            says so; *not applicable* if it means nothing to a gateway; *no proof* if no case
            shows what becomes of it. The cases are folders of `testdata/cases`.

            Tiers: A is what any user of an ingress gateway expects, B is common in production, C
            is rare, deprecated or for meshes. The fields of a traffic policy stand here once; they
            may also stand under `portLevelSettings`, `subsets` and both.

            """);
    page.append("| kind | honoured | diagnostic | not applicable | no proof |\n");
    page.append("|---|---|---|---|---|\n");
    table.kinds().forEach((kind, rows) -> page.append(counts(kind, rows)));
    table.kinds().forEach((kind, rows) -> section(kind, rows, page));
    return page.toString();
  }

  private static String counts(String kind, List<FieldRow> rows) {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    rows.forEach(row -> counts.merge(row.standing(), 1, Integer::sum));
    StringBuilder line = new StringBuilder("| " + kind + " |");
    for (Standing standing : Standing.values()) {
      line.append(' ').append(counts.getOrDefault(standing, 0)).append(" |");
    }
    return line.append('\n').toString();
  }

  private static void section(String kind, List<FieldRow> rows, StringBuilder page) {
    page.append("\n## ").append(kind).append("\n\n");
    page.append("| field | tier | what becomes of it | case | note |\n|---|---|---|---|---|\n");
    for (FieldRow row : rows) {
      page.append("| `")
          .append(row.path())
          .append("` | ")
          .append(row.tier())
          .append(" | ")
          .append(row.standing().word())
          .append(" | ")
          .append(row.proof())
          .append(" | ")
          .append(row.note())
          .append(" |\n");
    }
  }
}
