package dev.ostia.controlplane.source.yaml;

import dev.ostia.translator.config.DiagnosticCode;

/** A text cannot be read at all: nothing of the file counts. */
public final class UnreadableException extends Exception {

  private final transient SyntaxProblem problem;

  UnreadableException(SyntaxProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static UnreadableException at(int line, int column, String message, String advice) {
    return new UnreadableException(
        new SyntaxProblem(
            DiagnosticCode.UNREADABLE_YAML, "", line, column, PlainWords.oneLine(message), advice));
  }

  /** What is wrong, and where. */
  public SyntaxProblem problem() {
    return problem;
  }
}
