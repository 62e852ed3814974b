package dev.ostia.translator.config;

/**
 * A place in a file, as editors count: the first line and the first column are 1.
 *
 * @param file the path as the user named it
 */
public record Position(String file, int line, int column) {

  /** {@code file:line:column}, the form that editors and terminals make clickable. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
