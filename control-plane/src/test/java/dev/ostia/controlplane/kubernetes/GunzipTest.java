package dev.ostia.controlplane.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {

  private static final String TEXT = "{\"items\": []} ".repeat(10_000);

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void anAnswerIsUnpackedHoweverItIsCut(int size) throws IOException {
    byte[] packed = packed();
    Gunzip gunzip = new Gunzip();
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < packed.length; from += size) {
      byte[] piece = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + size));
      gunzip
          .unpack(List.of(ByteBuffer.wrap(piece)))
          .forEach(plain -> text.append(StandardCharsets.UTF_8.decode(plain)));
    }
    assertThat(text).hasToString(TEXT);
  }

  @Test
  void packedAnswersAreToldFromTexts() throws IOException {
    assertThat(Gunzip.begins(ByteBuffer.wrap(packed()))).isTrue();
    assertThat(Gunzip.begins(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8)))).isFalse();
    assertThat(Gunzip.begins(ByteBuffer.allocate(0))).isFalse();
  }

  @Test
  void whatOnlyBeginsLikeGzipIsRefused() throws IOException {
    byte[] broken = packed();
    Arrays.fill(broken, 10, 40, (byte) 0xff);
    assertThatThrownBy(() -> new Gunzip().unpack(List.of(ByteBuffer.wrap(broken))))
        .isInstanceOf(ZipException.class);
  }
}
