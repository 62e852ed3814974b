package dev.ostia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process: CPU seconds used so far and resident memory. */
record ProcessFigures(double cpuSeconds, long residentMegabytes) {

  private static final double TICKS_PER_SECOND = 100;

  /** Reads {@code /proc/PID}. */
  static ProcessFigures of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    long resident =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
            .findFirst()
            .orElse(0);
    return new ProcessFigures(ticks / TICKS_PER_SECOND, resident);
  }
}
