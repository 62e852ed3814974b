package dev.ostia.cli.training;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ostia.cli.Ostia;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/**
 * What the launcher runs once to make Java's ahead-of-time cache: the commands whose start a user
 * waits for, on a small sample, with their output thrown away. Only what is loaded here starts
 * faster later.
 */
public final class StartupTraining {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private static final String NOBODY = "127.0.0.1:1";

  private static final List<String> TABLES =
      List.of("listeners", "routes", "clusters", "endpoints", "secret", "all");

  private StartupTraining() {}

  /**
   * Runs the commands, one after another, in this JVM.
   *
   * @param args {@code help} or {@code look} for those that only help or look at what is there,
   *     {@code serve} for those that serve proxies from files or {@code cluster} from an API
   *     server, which have caches of their own; all the others else
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args.length == 0 ? "all" : args[0]) {
      case "help" -> help();
      case "look" -> look();
      case "serve" -> serve();
      case "cluster" -> cluster();
      default -> work();
    }
  }

  private static void work() throws IOException {
    Path sample = sample();
    Path tests = Files.createTempFile("ostia-training-", ".yaml");
    try {
      Files.writeString(tests, Samples.TESTS);
      execute(new StringWriter(), List.of("test", "-f", sample.toString(), tests.toString()));
      for (List<String> command : offlineCommands(sample.toString())) {
        execute(new StringWriter(), command);
      }
      for (String type : TABLES) {
        execute(new StringWriter(), List.of("pc", type, "-f", sample.toString()));
      }
    } finally {
      Files.delete(sample);
      Files.delete(tests);
    }
  }

  /** A control plane stays: all that is in its cache is in its memory as long as it runs. */
  private static void serve() throws IOException, InterruptedException {
    Path sample = sample();
    try {
      startControlPlane("-f", sample.toString());
    } finally {
      Files.delete(sample);
    }
  }

  /** As from files, with a client of Kubernetes and what it needs besides. */
  private static void cluster() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ostia-training-");
    try {
      execute(
          new StringWriter(),
          List.of("certs", "--dir", folder.toString(), "--force", "--host", "127.0.0.1"));
      try (TrainingCluster cluster = new TrainingCluster(folder)) {
        System.setProperty("kubeconfig", cluster.kubeconfig().toString());
        startControlPlane("--kubernetes");
      }
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static Path sample() throws IOException {
    Path sample = Files.createTempFile("ostia-training-", ".yaml");
    return Files.writeString(sample, Samples.OBJECTS);
  }

  private static List<List<String>> offlineCommands(String sample) {
    return List.of(
        List.of("--version"),
        List.of("--help"),
        List.of("bootstrap", "-o", "json"),
        List.of("bootstrap"),
        List.of("validate", "-f", sample),
        List.of("translate", "-f", sample),
        List.of("get", "all", "-A", "-f", sample),
        List.of("get", "virtualservices", "-f", sample, "-o", "yaml"),
        List.of("explain", "http://httpbin.example.com/status/200", "-f", sample),
        List.of("analyze", "-f", sample),
        List.of("diff", "-f", sample, "-f", sample),
        List.of("graph", "-f", sample));
  }

  private static void help() {
    for (List<String> command :
        List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("--hlep"),
            List.of("pc", "--help"),
            List.of("pc", "routes", "--help"),
            List.of("explain", "--help"),
            List.of("completion", "fish"))) {
      execute(new StringWriter(), command);
    }
  }

  /** Tables from a dump, and what is asked of a control plane. */
  private static void look() throws IOException {
    execute(new StringWriter(), List.of("ps", "--control-plane", NOBODY));
    Path file = Files.createTempFile("ostia-training-", ".json");
    try (InputStream dump = StartupTraining.class.getResourceAsStream("dump.json")) {
      Files.write(file, Objects.requireNonNull(dump).readAllBytes());
      for (String type : TABLES) {
        execute(new StringWriter(), List.of("pc", type, "--file", file.toString()));
      }
      execute(new StringWriter(), List.of("pc", "routes", "--file", file.toString(), "-o", "json"));
    } finally {
      Files.delete(file);
    }
  }

  /** Until it is ready; an interrupt ends it as a signal would. */
  private static void startControlPlane(String... source) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("control-plane"));
    command.addAll(List.of(source));
    command.addAll(List.of("--xds-address", "127.0.0.1:0", "--admin-address", "127.0.0.1:0"));
    StringWriter output = new StringWriter();
    Thread server = Thread.ofPlatform().start(() -> execute(output, command));
    long deadline = System.nanoTime() + START.toNanos();
    while (!output.toString().contains("ready") && System.nanoTime() < deadline) {
      Thread.sleep(POLL);
    }
    if (!output.toString().contains("ready")) {
      System.err.println("the control plane did not get ready: " + output);
    }
    server.interrupt();
    server.join();
  }

  private static void execute(StringWriter output, List<String> command) {
    CommandLine line = Ostia.commandLine(command.toArray(String[]::new));
    PrintWriter writer = new PrintWriter(output);
    line.setOut(writer);
    line.setErr(writer);
    line.execute(command.toArray(String[]::new));
  }
}
