package dev.ostia.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Aligned columns by the rules of Go's {@code text/tabwriter} (pad character space, no flags), so
 * that tables equal those of istioctl and kubectl byte for byte. A cell that a tab ends is padded
 * to the width of its column, the last cell of a line is not. A column is a block of consecutive
 * lines that have it: it is as wide as its widest cell and the padding.
 */
public final class TabTable {

  private final int padding;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param padding spaces between the widest cell of a column and the next column
   */
  public TabTable(int padding) {
    this.padding = padding;
  }

  /** Adds a line; tabs and line feeds inside a cell count as Go counts them. */
  public TabTable row(Object... cells) {
    String text = Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining("\t"));
    for (String line : text.split("\n", -1)) {
      lines.add(List.of(line.split("\t", -1)));
    }
    return this;
  }

  /** The table, each line ended by a line feed; empty if it has no line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    format(text, 0, lines.size(), new ArrayList<>());
    return text.toString();
  }

  /** Lays out lines from begin to end, of which the first columns have these widths. */
  private void format(StringBuilder text, int begin, int end, List<Integer> widths) {
    int column = widths.size();
    int done = begin;
    for (int at = begin; at < end; at++) {
      if (!hasColumn(at, column)) {
        continue;
      }
      write(text, done, at, widths);
      done = at;
      int width = 0;
      while (at < end && hasColumn(at, column)) {
        width = Math.max(width, length(lines.get(at).get(column)) + padding);
        at++;
      }
      widths.add(width);
      format(text, done, at, widths);
      widths.removeLast();
      done = at;
    }
    write(text, done, end, widths);
  }

  /** The last cell of a line belongs to no column. */
  private boolean hasColumn(int line, int column) {
    return column < lines.get(line).size() - 1;
  }

  private void write(StringBuilder text, int begin, int end, List<Integer> widths) {
    for (List<String> cells : lines.subList(begin, end)) {
      for (int i = 0; i < cells.size(); i++) {
        text.append(cells.get(i));
        if (i < widths.size()) {
          text.repeat(' ', Math.max(0, widths.get(i) - length(cells.get(i))));
        }
      }
      text.append('\n');
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
