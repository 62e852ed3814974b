package dev.ostia.controlplane.report;

import dev.ostia.translator.config.Diagnostic.Severity;
import org.slf4j.Logger;

/** Reports as log lines. */
record LogSink(Logger log) implements ReportSink {

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  @Override
  public void diagnostic(Severity severity, String line) {
    switch (severity) {
      case ERROR -> log.error(line);
      case WARNING -> log.warn(line);
      case INFO -> log.info(line);
    }
  }
}
