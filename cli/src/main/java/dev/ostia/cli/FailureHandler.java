package dev.ostia.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong in a command into one line; a stack trace is shown only when asked for. */
final class FailureHandler implements IExecutionExceptionHandler {

  /** {@code EX_SOFTWARE} of sysexits.h. */
  static final int INTERNAL_FAULT = 70;

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (Ostia.isEnding()) {
      // What a command waits for is gone since the user has ended it.
      return INTERNAL_FAULT;
    }
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (fault instanceof CommandFailure failure) {
      err.println(name + ": " + failure.getMessage());
      err.flush();
      return failure.exitCode();
    }
    err.println(name + ": unexpected fault of Ostia: " + fault);
    if (Ostia.isVerbose(command.getCommandSpec())) {
      fault.printStackTrace(err);
    } else {
      err.println("Run it again with --verbose or OSTIA_DEBUG=1 to see where it came from.");
    }
    err.flush();
    return INTERNAL_FAULT;
  }
}
