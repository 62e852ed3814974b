package dev.ostia.controlplane.source.files;

import com.google.common.hash.HashCode;
import dev.ostia.controlplane.source.decode.DecodedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a file gave.
 *
 * @param stamp from before the look
 * @param racy changed so shortly before it was read that its stamp proves nothing
 * @param size in bytes
 * @param decoded null if the content is the one that was known
 * @param failure why it could not be read; hash, size and content mean nothing then
 */
record Reading(
    Path file,
    FileStamp stamp,
    boolean racy,
    HashCode hash,
    int size,
    @Nullable DecodedFile decoded,
    @Nullable IOException failure) {

  /** Clocks of file systems are coarse: a later change can have the same time stamp. */
  private static final long CLOCK_STEP_NANOS = 50_000_000;

  /** Fewer files than this are read before other threads have begun. */
  private static final int MANY = 64;

  static final HashCode NO_HASH = HashCode.fromInt(0);

  /**
   * Reads a file, and decodes it if it is not as it was. Depends on nothing else, so that many can
   * be read at a time.
   *
   * @param known the hash of what was read last
   */
  static Reading of(
      Path file, FileStamp stamp, @Nullable HashCode known, FileSourceOptions options) {
    try {
      long now = System.currentTimeMillis() * 1_000_000;
      ConfigFile content = ConfigFile.read(file);
      boolean racy = now - stamp.modifiedNanos() < CLOCK_STEP_NANOS;
      HashCode hash = content.hash();
      DecodedFile decoded = hash.equals(known) ? null : content.decode(options.defaultNamespace());
      return new Reading(file, stamp, racy, hash, content.size(), decoded, null);
    } catch (IOException e) {
      return new Reading(file, stamp, true, NO_HASH, 0, null, e);
    }
  }

  /** Does this for each file, on all processors if there are many, and keeps their order. */
  static <T, R> List<R> each(Collection<T> files, Function<T, R> work) {
    Stream<T> stream = files.size() < MANY ? files.stream() : files.parallelStream();
    return stream.map(work).toList();
  }
}
