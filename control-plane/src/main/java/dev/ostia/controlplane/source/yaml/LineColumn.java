package dev.ostia.controlplane.source.yaml;

/** A place in a text; both count from 1. */
record LineColumn(int line, int column) {

  /** The place of the character that would come next. */
  static LineColumn atEndOf(CharSequence text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = Character.codePointCount(text, lineStart, text.length()) + 1;
    return new LineColumn(line, column);
  }
}
