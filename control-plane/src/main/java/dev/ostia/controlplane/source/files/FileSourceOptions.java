package dev.ostia.controlplane.source.files;

import java.time.Duration;

/**
 * How files are read and followed.
 *
 * @param defaultNamespace of objects that name none
 * @param quietTime how long a file must be left alone before a change that takes something away
 *     counts: an editor may be in the middle of writing it. Other changes count at once
 * @param rescanInterval how often everything is compared by its time stamps, for file systems that
 *     give no events
 */
public record FileSourceOptions(
    String defaultNamespace, Duration quietTime, Duration rescanInterval) {

  /** With the usual times. */
  public FileSourceOptions(String defaultNamespace) {
    this(defaultNamespace, Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /** Objects without a namespace are in {@code default}. */
  public static FileSourceOptions defaults() {
    return new FileSourceOptions("default");
  }
}
