package dev.ostia.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangeAgeTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.500Z");

  @Test
  void theNewestWriterCounts() {
    assertThat(ChangeAge.seconds(written("2026-01-02T03:00:00Z", "2026-01-02T03:04:03Z"), NOW))
        .hasValue(2.5);
  }

  @Test
  void aClockThatIsAheadMeansNoLag() {
    assertThat(ChangeAge.seconds(written("2026-01-02T03:04:09Z"), NOW)).hasValue(0.0);
  }

  @Test
  void withoutTimesNothingIsKnown() {
    assertThat(ChangeAge.seconds(new ObjectMeta(), NOW)).isEmpty();
    assertThat(ChangeAge.seconds(written("yesterday"), NOW)).isEmpty();
  }

  private static ObjectMeta written(String... times) {
    ObjectMetaBuilder meta = new ObjectMetaBuilder();
    for (String time : times) {
      ManagedFieldsEntry entry = new ManagedFieldsEntryBuilder().withTime(time).build();
      meta.addToManagedFields(entry);
    }
    return meta.build();
  }
}
