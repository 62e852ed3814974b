package dev.ostia.cli.cases;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the Envoy of the tests takes routes in shards: the control plane gives earlier ones none.
 */
final class ShardingEnvoy {

  private static final Pattern VERSION = Pattern.compile("version: [0-9a-f]+/1\\.(\\d+)\\.");
  private static final int FIRST_MINOR = 40;

  private ShardingEnvoy() {}

  /** Leaves a test out where it does not. */
  static void assume(Path binary) throws IOException {
    Process process = new ProcessBuilder(binary.toString(), "--version").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = VERSION.matcher(text);
    if (!version.find()) {
      throw new IOException("not the version of an Envoy: " + text);
    }
    assumeTrue(
        Integer.parseInt(version.group(1)) >= FIRST_MINOR,
        "Envoy 1." + version.group(1) + " gets no routes in shards");
  }
}
