package dev.ostia.cli.serve;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceSink;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.ConfigObject;
import java.util.List;
import java.util.Set;

/**
 * Objects that a command itself contributes and that never change.
 *
 * @param name for status and messages
 */
public record FixedSource(String name, List<ConfigObject<?>> objects) implements Source {

  @Override
  public void start(SourceSink sink) {
    sink.accept(new SourceUpdate(name, objects, Set.of(), List.of(), 0, true));
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
