package dev.ostia.cli.get;

import dev.ostia.cli.get.column.KindColumns;
import dev.ostia.cli.text.TabTable;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as {@code kubectl get} prints them, with READY and DIAGNOSTIC at the end. */
final class ObjectTables {

  private static final int PADDING = 3;

  private ObjectTables() {}

  /** One table for each kind that there is something of. */
  static String of(Wanted wanted, List<Shown> objects, boolean wide, boolean headers) {
    List<Kind> kinds =
        wanted.kinds().stream()
            .filter(kind -> objects.stream().anyMatch(one -> one.key().kind() == kind))
            .toList();
    boolean qualified = wanted.kinds().size() > 1;
    return kinds.stream()
        .map(
            kind -> {
              List<Shown> ofKind =
                  objects.stream().filter(one -> one.key().kind() == kind).toList();
              return table(
                  KindColumns.of(kind, wide),
                  ofKind,
                  new Form(wanted.namespace() == null, qualified, wide, headers));
            })
        .collect(Collectors.joining("\n"));
  }

  private record Form(boolean namespaces, boolean qualified, boolean wide, boolean headers) {}

  private static String table(KindColumns columns, List<Shown> objects, Form form) {
    TabTable table = new TabTable(PADDING);
    if (form.headers) {
      List<String> header = new ArrayList<>();
      if (form.namespaces) {
        header.add("NAMESPACE");
      }
      header.add("NAME");
      header.addAll(columns.headers());
      header.add("READY");
      if (form.wide) {
        header.add("PLACE");
      }
      header.add("DIAGNOSTIC");
      table.row(header.toArray());
    }
    objects.forEach(one -> table.row(row(columns, one, form).toArray()));
    return table.toString().replaceAll(" +\n", "\n");
  }

  private static List<String> row(KindColumns columns, Shown one, Form form) {
    List<String> row = new ArrayList<>();
    if (form.namespaces) {
      row.add(one.key().namespace());
    }
    row.add(form.qualified ? Wanted.qualified(one.key()) : one.key().name());
    ConfigObject<?> object = one.object();
    row.addAll(
        object == null
            ? Collections.nCopies(columns.headers().size(), "<refused>")
            : columns.cells(object));
    row.add(one.ready() ? "True" : "False");
    if (form.wide) {
      row.add(one.place());
    }
    row.add(one.diagnostic(form.wide));
    return row;
  }
}
