package dev.ostia.controlplane.source.yaml;

import java.util.List;

/** The parser's terms in words that do not need the YAML specification. */
final class PlainWords {

  private static final int MAX_LENGTH = 200;

  /** What the parser says, by a part of its text, and what a user is told. */
  private record Phrase(String parser, String message, String advice) {}

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase(
              "mapping values are not allowed here",
              "a \": \" stands where no key can be",
              "Check the indentation of this line and the one before it, or put a text that"
                  + " contains \": \" in quotes"),
          new Phrase(
              "could not find expected ':'",
              "this line is neither \"key: value\" nor a list item",
              "Add the missing \":\", or check the indentation"),
          new Phrase(
              "TAB",
              "a tab character is used for indentation",
              "Indent with spaces; YAML does not allow tabs"),
          new Phrase(
              "expected <block end>",
              "this line does not fit the indentation of the lines before it",
              "Align it with the other fields of its block"),
          new Phrase(
              "but got <block mapping start>",
              "this line does not fit the indentation of the lines before it",
              "Align it with the other fields of its block"),
          new Phrase(
              "found unexpected end of stream",
              "a quoted text is not closed before the end of the file",
              "Add the closing quote"),
          new Phrase(
              "expected ',' or ']'", "a list in [ ] is not closed", "Add a \",\" or the \"]\""),
          new Phrase(
              "expected ',' or '}'",
              "a mapping in { } is not closed",
              "Add a \",\" or the \"}\". A value that begins with {{ must be in quotes"),
          new Phrase(
              "expected '<document start>'",
              "there is more text after the end of the document",
              "Separate documents by a line with ---"),
          new Phrase(
              "sequence entries are not allowed here",
              "a list item (\"- \") stands where none can be",
              "Check the indentation, or begin the list on a line of its own"),
          new Phrase(
              "found character '%' that cannot start any token",
              "a value cannot begin with \"%\"", "Put it in quotes"),
          new Phrase(
              "found character '@' that cannot start any token",
              "a value cannot begin with \"@\"",
              "Put it in quotes"),
          new Phrase(
              "found character '`' that cannot start any token",
              "a value cannot begin with \"`\"",
              "Put it in quotes"),
          new Phrase(
              "found duplicate anchor",
              "an anchor (&name) is defined twice",
              "Rename one of them"));

  private PlainWords() {}

  /** The exception for what a parser says about a place. */
  static UnreadableException say(int line, int column, String parserText) {
    for (Phrase phrase : PHRASES) {
      if (parserText.contains(phrase.parser())) {
        return UnreadableException.at(line, column, phrase.message(), phrase.advice());
      }
    }
    return UnreadableException.at(line, column, parserText, "");
  }

  /** The text on one line, without control characters, cut where it gets long. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c > 0xFFFD ? ' ' : c));
    return line.toString().strip();
  }
}
