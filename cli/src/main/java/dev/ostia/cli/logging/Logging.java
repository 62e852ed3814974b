package dev.ostia.cli.logging;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Turns logging on. Only commands that run for a while do; the others need none of it. */
public final class Logging {

  private static volatile LogFormat format = LogFormat.TEXT;
  private static volatile boolean verbose;

  private Logging() {}

  /**
   * Must be called before anything is logged.
   *
   * @param wantDetails debug lines of Ostia, and stack traces
   */
  public static void start(LogFormat wanted, boolean wantDetails) {
    format = wanted;
    verbose = wantDetails;
    // gRPC logs with java.util.logging.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static LogFormat format() {
    return format;
  }

  static boolean verbose() {
    return verbose;
  }
}
