package dev.ostia.cli.logging;

import picocli.CommandLine.Option;

/** Options of commands that log. */
public final class LogOptions {

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How log lines on standard error look (default: ${DEFAULT-VALUE}).")
  private LogFormat format = LogFormat.TEXT;

  /** Turns logging on as the options say. */
  public void start(boolean verbose) {
    Logging.start(format, verbose);
  }
}
