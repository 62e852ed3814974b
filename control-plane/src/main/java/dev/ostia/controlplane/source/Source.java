package dev.ostia.controlplane.source;

import java.util.Optional;
import java.util.OptionalDouble;

/** Where objects come from. A source tells what changed; it knows nothing of what becomes of it. */
public interface Source extends AutoCloseable {

  /** A name for logs and status, such as the folder that is read. */
  String name();

  /**
   * Starts to deliver. The first update that the sink gets has {@link SourceUpdate#synced} set once
   * everything that exists has been delivered; the source then goes on with every later change
   * until it is closed.
   *
   * @param sink may be called from any thread of the source, one call at a time
   */
  void start(SourceSink sink);

  /** What keeps the source from delivering now; empty if nothing does. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /**
   * How many seconds old the last change was when it came in, where the source can tell: how far it
   * is behind. Empty before the first change.
   */
  default OptionalDouble lagSeconds() {
    return OptionalDouble.empty();
  }

  /** Stops; no call of the sink follows. */
  @Override
  void close();
}
