package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ostia control-plane --kubernetes} as a process of its own, as one pod of several. */
final class Replica implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("ready: xDS on 127\\.0\\.0\\.1:(\\d+),");

  private final String name;
  private final Process process;
  private final Path log;

  private Replica(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts one, with the rights of {@code deploy/base}. */
  static Replica start(TestCluster cluster, Path folder, String name) throws IOException {
    Path kubeconfig = folder.resolve(name + ".kubeconfig");
    cluster.api().writeKubeconfig(kubeconfig, cluster.token());
    Path log = folder.resolve(name + ".log");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ostia.cli.Ostia",
                "control-plane",
                "--kubernetes",
                "--write-status",
                "--status-lease=10",
                "--xds-address=127.0.0.1:0",
                "--admin-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "POD_NAME",
                name,
                "POD_NAMESPACE",
                "ostia-system"));
    return new Replica(name, command.start(), log);
  }

  /** As the Lease names it. */
  String name() {
    return name;
  }

  /** Its xDS port, when it is ready. */
  int awaitReady() throws IOException {
    await(name + " is ready; its log is " + log)
        .atMost(TestCluster.LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> READY.matcher(output()).find() || !process.isAlive());
    Matcher ready = READY.matcher(output());
    if (!ready.find()) {
      throw new IOException(name + " has ended: " + output());
    }
    return Integer.parseInt(ready.group(1));
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, as a rolling update sends it. */
  void terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(TestCluster.LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " ignores SIGTERM");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Ends them all. */
  static void close(List<Replica> replicas) {
    replicas.forEach(Replica::close);
  }
}
