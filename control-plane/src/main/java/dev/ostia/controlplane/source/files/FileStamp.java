package dev.ostia.controlplane.source.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By what a change of a file shows without reading it.
 *
 * @param fileKey the inode, where the file system has one
 */
record FileStamp(long modifiedNanos, long size, @Nullable Object fileKey) {

  static FileStamp of(BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    return new FileStamp(
        modified.getEpochSecond() * 1_000_000_000L + modified.getNano(),
        attributes.size(),
        attributes.fileKey());
  }
}
