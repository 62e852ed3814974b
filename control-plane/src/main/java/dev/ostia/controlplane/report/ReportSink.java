package dev.ostia.controlplane.report;

import dev.ostia.translator.config.Diagnostic.Severity;

/** Where reports go. */
interface ReportSink {

  /** Something worth knowing. */
  void info(String line);

  /** Something that somebody should look at. */
  void warn(String line);

  /** A diagnostic of this severity. */
  void diagnostic(Severity severity, String line);
}
