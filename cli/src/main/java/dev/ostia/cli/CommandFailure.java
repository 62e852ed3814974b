package dev.ostia.cli;

/**
 * A command cannot do what it was asked to, for a reason that the user can act on. The message is
 * what the user sees: what happened, why, and what to do.
 */
public final class CommandFailure extends RuntimeException {

  private final int exitCode;

  /** A failure with exit code 1. */
  public CommandFailure(String message) {
    this(message, 1);
  }

  /** A failure with an exit code of its own. */
  public CommandFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
