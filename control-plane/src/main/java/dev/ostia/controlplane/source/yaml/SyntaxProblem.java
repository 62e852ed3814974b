package dev.ostia.controlplane.source.yaml;

import dev.ostia.translator.config.DiagnosticCode;

/**
 * A fault in the text of a file.
 *
 * @param path the field, if the fault is about one; else empty
 * @param message what is wrong, one line, no full stop
 * @param advice what to do; may be empty
 */
public record SyntaxProblem(
    DiagnosticCode code, String path, int line, int column, String message, String advice) {

  /** The same fault with another path. */
  SyntaxProblem at(String otherPath) {
    return new SyntaxProblem(code, otherPath, line, column, message, advice);
  }
}
