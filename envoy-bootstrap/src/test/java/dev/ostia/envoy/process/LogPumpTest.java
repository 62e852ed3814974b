package dev.ostia.envoy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPumpTest {

  @Test
  void writesWholeLines() {
    List<String> writes = new ArrayList<>();
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException("one byte at a time");
          }

          @Override
          public void write(byte[] block, int offset, int length) {
            writes.add(new String(block, offset, length, StandardCharsets.UTF_8));
          }
        };

    new LogPump(pieces("one\ntw", "o\nthree\n", "fo", "ur"), sink).run();

    assertThat(writes).containsExactly("one\n", "two\nthree\n", "four");
  }

  @Test
  void bytesPassUnchanged() {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    ByteArrayOutputStream sink = new ByteArrayOutputStream();

    new LogPump(new ByteArrayInputStream(bytes), sink).run();

    assertThat(sink.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void goesOnReadingWhenNobodyTakesIt() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    InputStream input = pieces("one\n", "two\n");
    LogPump pump = new LogPump(input, broken);

    pump.run();

    assertThat(input.read()).isEqualTo(-1);
    assertThat(pump.tail()).isEqualTo("one\ntwo\n");
  }

  @Test
  void keepsTheEndOfALongLog() {
    String log = "a line of sixteen\n".repeat(10_000) + "the last words\n";
    LogPump pump =
        new LogPump(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), null);

    pump.run();

    assertThat(pump.tail()).endsWith("the last words\n").hasSizeLessThan(20_000);
  }

  private static InputStream pieces(String... texts) {
    List<InputStream> streams = new ArrayList<>();
    for (String text : texts) {
      streams.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
    return new SequenceInputStream(java.util.Collections.enumeration(streams));
  }
}
