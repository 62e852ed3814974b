package dev.ostia.controlplane.kubernetes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Unpacks gzip piece by piece, as the pieces come. */
final class Gunzip {

  private static final byte MAGIC = 0x1f;
  private static final int HEADER = 10;
  private static final int FLAGS_AT = 3;
  private static final int PIECE = 32 * 1024;

  private final Inflater inflater = new Inflater(true);
  private int headerSeen;

  /** Whether this is the beginning of something packed: no text has such a byte. */
  static boolean begins(ByteBuffer piece) {
    return piece.hasRemaining() && piece.get(piece.position()) == MAGIC;
  }

  /**
   * The next pieces.
   *
   * @throws ZipException if they are not gzip
   */
  List<ByteBuffer> unpack(List<ByteBuffer> packed) throws ZipException {
    List<ByteBuffer> plain = new ArrayList<>();
    for (ByteBuffer piece : packed) {
      skipHeader(piece);
      // What follows the end is a checksum of what TLS has guarded already.
      if (piece.hasRemaining() && !inflater.finished()) {
        inflate(piece, plain);
      }
    }
    return plain;
  }

  private void skipHeader(ByteBuffer piece) throws ZipException {
    for (; headerSeen < HEADER && piece.hasRemaining(); headerSeen++) {
      byte value = piece.get();
      if (headerSeen == FLAGS_AT && value != 0) {
        throw new ZipException("an answer in gzip with flags that no API server sets");
      }
    }
  }

  private void inflate(ByteBuffer piece, List<ByteBuffer> plain) throws ZipException {
    try {
      inflater.setInput(piece);
      int size;
      do {
        byte[] output = new byte[PIECE];
        size = inflater.inflate(output);
        if (size > 0) {
          plain.add(ByteBuffer.wrap(output, 0, size));
        }
      } while (size > 0 && !inflater.finished());
      if (inflater.finished()) {
        inflater.end();
      }
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }
}
