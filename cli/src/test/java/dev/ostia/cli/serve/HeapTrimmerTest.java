package dev.ostia.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapTrimmerTest {

  private static final long MIB = 1 << 20;

  @ParameterizedTest(name = "{0} MiB used, {1} kept, quiet {2}: {3}")
  @CsvSource({
    // Never collected yet.
    "20, 0, true, true",
    "20, 0, false, false",
    "33, 0, false, true",
    // Not worth a pause.
    "24, 20, true, false",
    "25, 20, true, true",
    // An eighth in a pause, a half at any time.
    "449, 400, true, false",
    "451, 400, true, true",
    "451, 400, false, false",
    "599, 400, false, false",
    "601, 400, false, true",
    "380, 400, true, false"
  })
  void collectsForAnEighthInAPauseAndForAHalfAtOnce(
      long used, long kept, boolean quiet, boolean due) {
    assertThat(HeapTrimmer.isDue(used * MIB, kept * MIB, quiet)).isEqualTo(due);
  }
}
