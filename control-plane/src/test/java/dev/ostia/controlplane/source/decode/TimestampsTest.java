package dev.ostia.controlplane.source.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @Test
  void allFormsOfATimeAreRead() {
    Instant leapDay = Instant.ofEpochSecond(1_709_208_000);
    assertThat(Timestamps.parse("2024-02-29T12:00:00Z")).isEqualTo(leapDay);
    assertThat(Timestamps.parse("2024-02-29T14:00:00+02:00")).isEqualTo(leapDay);
    assertThat(Timestamps.parse("2024-02-29T12:00:00.5Z")).isEqualTo(leapDay.plusMillis(500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2023-02-29T12:00:00Z",
        "2024-13-01T12:00:00Z",
        "2024-02-29T24:00:01Z",
        "+024-02-29T12:00:00Z",
        "2024-02-29 12:00:00Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
