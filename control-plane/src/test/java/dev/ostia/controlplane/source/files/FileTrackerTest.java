package dev.ostia.controlplane.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.source.SourceUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in an order that the operating system gives now and then, and a test cannot ask for. */
class FileTrackerTest {

  /** Nothing that is waited for is over within the test. */
  private static final FileSourceOptions OPTIONS =
      new FileSourceOptions("default", Duration.ofMinutes(10), Duration.ofMinutes(10));

  @TempDir Path temp;
  private FileEvents events;
  private FileTracker tracker;

  @BeforeEach
  void open() throws IOException {
    events = new FileEvents();
    tracker = new FileTracker(List.of(temp), OPTIONS, events);
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void aRenameOfWhichTheOldNameIsSeenFirstIsNeverAConflict() throws IOException {
    FileSourceHarness.write(temp.resolve("m.yaml"), FileSourceHarness.namespace("a", "1"));
    tracker.readAll();
    assertThat(tracker.update("files")).isPresent();
    Files.move(temp.resolve("m.yaml"), temp.resolve("z.yaml"));

    touched("m.yaml");
    assertThat(tracker.update("files")).as("it may be about to return").isEmpty();
    touched("z.yaml");
    SourceUpdate update = tracker.update("files").orElseThrow();
    assertThat(update.diagnostics()).isEmpty();
    assertThat(update.removals()).isEmpty();
    assertThat(update.upserts())
        .singleElement()
        .satisfies(
            object ->
                assertThat(object.position("").orElseThrow().file())
                    .isEqualTo(temp.resolve("z.yaml").toString()));
  }

  private void touched(String name) {
    tracker.take(new FileEvents.Batch(Set.of(temp.resolve(name)), Set.of(), false));
    tracker.settle();
  }
}
