package dev.ostia.cli.cases;

/** The :status of an answer, the first field of its header block (RFC 7541). */
final class StatusField {

  private static final int[] INDEXED = {200, 204, 206, 304, 400, 404, 500};
  private static final int FIRST_INDEX = 8;
  private static final int HUFFMAN = 0x80;

  private StatusField() {}

  static int read(byte[] block) {
    int at = 0;
    while ((block[at] & 0xe0) == 0x20) {
      at = afterInteger(block, at, 0x1f);
    }
    int first = block[at] & 0xff;
    if (first >= 0x80 + FIRST_INDEX && first < 0x80 + FIRST_INDEX + INDEXED.length) {
      return INDEXED[first - 0x80 - FIRST_INDEX];
    }
    int head = block[at + 1] & 0xff;
    return (head & HUFFMAN) == 0 ? plain(block, at + 2) : huffman(block, at + 2);
  }

  /** Past a size of the dynamic table. */
  private static int afterInteger(byte[] block, int start, int mask) {
    int at = start + 1;
    if ((block[start] & mask) == mask) {
      while ((block[at] & HUFFMAN) != 0) {
        at++;
      }
      at++;
    }
    return at;
  }

  private static int plain(byte[] block, int at) {
    return (block[at] - '0') * 100 + (block[at + 1] - '0') * 10 + block[at + 2] - '0';
  }

  /** Three digits: 0 to 2 have five bits, 3 to 9 have six (RFC 7541, appendix B). */
  private static int huffman(byte[] block, int start) {
    int bit = start * 8;
    int status = 0;
    for (int digit = 0; digit < 3; digit++) {
      int code = bits(block, bit, 5);
      if (code > 2) {
        status = status * 10 + bits(block, bit, 6) - 0x19 + 3;
        bit += 6;
      } else {
        status = status * 10 + code;
        bit += 5;
      }
    }
    return status;
  }

  private static int bits(byte[] block, int from, int count) {
    int value = 0;
    for (int bit = from; bit < from + count; bit++) {
      value = (value << 1) | ((block[bit / 8] >> (7 - bit % 8)) & 1);
    }
    return value;
  }
}
