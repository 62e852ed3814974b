package dev.ostia.envoy.process;

import dev.ostia.envoy.binary.EnvoyBinary;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that runs an Envoy and tells of it: for a test that kills it. */
final class EnvoyRunner {

  private EnvoyRunner() {}

  public static void main(String[] args) throws InterruptedException {
    Path binary = EnvoyBinary.locate(line -> {});
    EnvoyProcess envoy = EnvoyProcess.start(TestBootstrap.idle(), EnvoyOptions.forTests(binary));
    envoy.awaitReady(Duration.ofSeconds(60));
    System.out.println(envoy.pid());
    System.out.flush();
    Thread.sleep(Duration.ofMinutes(10));
  }
}
