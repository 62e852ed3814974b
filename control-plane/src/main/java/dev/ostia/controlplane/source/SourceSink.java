package dev.ostia.controlplane.source;

/** What a source tells its changes to. */
@FunctionalInterface
public interface SourceSink {

  /** Takes one change. Returns at once. */
  void accept(SourceUpdate update);
}
