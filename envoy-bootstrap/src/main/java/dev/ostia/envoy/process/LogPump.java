package dev.ostia.envoy.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies one output of a process, in whole lines, so that two outputs which go to the same place do
 * not break each other's lines. Envoy is not given our own file descriptors: it opens {@code
 * /dev/stdout} anew for access logs, and two positions in one file would overwrite each other.
 */
final class LogPump implements Runnable {

  private static final int BLOCK = 64 * 1024;
  private static final int TAIL = 16 * 1024;

  private final InputStream from;
  private final @Nullable OutputStream to;
  private byte[] tail = new byte[0];
  private boolean broken;

  LogPump(InputStream from, @Nullable OutputStream to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public void run() {
    byte[] block = new byte[BLOCK];
    int filled = 0;
    try {
      while (true) {
        int read = from.read(block, filled, block.length - filled);
        if (read < 0) {
          write(block, filled);
          return;
        }
        filled += read;
        int whole = endOfLastLine(block, filled);
        if (whole == 0 && filled == block.length) {
          whole = filled;
        }
        write(block, whole);
        System.arraycopy(block, whole, block, 0, filled - whole);
        filled -= whole;
      }
    } catch (IOException e) {
      // The process is gone and its pipe with it.
      write(block, filled);
    }
  }

  /** The end of what was written, for messages. */
  synchronized String tail() {
    return new String(tail, StandardCharsets.UTF_8);
  }

  private static int endOfLastLine(byte[] block, int filled) {
    int end = filled;
    while (end > 0 && block[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private synchronized void write(byte[] block, int length) {
    if (length == 0) {
      return;
    }
    byte[] joined = Arrays.copyOf(tail, tail.length + length);
    System.arraycopy(block, 0, joined, tail.length, length);
    tail =
        joined.length <= TAIL
            ? joined
            : Arrays.copyOfRange(joined, joined.length - TAIL, joined.length);
    if (to != null && !broken) {
      try {
        to.write(block, 0, length);
        to.flush();
      } catch (IOException e) {
        // Whoever read it is gone. Reading goes on, for a full pipe would stop Envoy.
        broken = true;
      }
    }
  }
}
