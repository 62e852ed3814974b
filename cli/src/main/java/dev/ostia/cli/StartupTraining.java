package dev.ostia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final String SAMPLE =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: sample}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: sample}
      spec:
        hosts: [httpbin.example.com]
        gateways: [sample]
        http:
        - match:
          - uri: {prefix: /status}
            headers: {end-user: {exact: jason}}
          timeout: 5s
          route:
          - destination: {host: httpbin, subset: v1, port: {number: 8000}}
        - route:
          - destination: {host: httpbin, port: {number: 8000}}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: httpbin}
      spec:
        host: httpbin
        subsets:
        - {name: v1, labels: {version: v1}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: httpbin}
      spec:
        clusterIP: 10.96.0.10
        selector: {app: httpbin}
        ports: [{name: http, port: 8000}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: httpbin-1, labels: {kubernetes.io/service-name: httpbin}}
      addressType: IPv4
      ports: [{name: http, port: 8080}]
      endpoints:
      - {addresses: [10.244.0.5], conditions: {ready: true}, targetRef: {kind: Pod, name: httpbin-1}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: httpbin-1, labels: {app: httpbin, version: v1}}
      spec: {nodeName: one, containers: [{name: httpbin, ports: [{containerPort: 8080}]}]}
      status: {podIP: 10.244.0.5}
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: outside}
      spec:
        hosts: [outside.example.com]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 192.0.2.1}]
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: {name: log}
      spec: {accessLogging: [{providers: [{name: envoy}]}]}
      """;

  private static final String TESTS =
      """
      tests:
      - url: http://httpbin.example.com/status/200
        headers: {end-user: jason}
        expect: {status: 200, route: 'default/sample http[0]'}
      - url: http://other.example.com/
        expect: {status: 404}
      """;

  private StartupTraining() {}

  /**
   * Runs the commands, one after another, in this JVM.
   *
   * @param args {@code help} or {@code look} for those that only help or look at what is there, or
   *     {@code serve} for those that serve proxies, which have caches of their own; all the others
   *     else
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args.length == 0 ? "all" : args[0]) {
      case "help" -> help();
      case "look" -> look();
      case "serve" -> serve();
      default -> work();
    }
  }

  private static void work() throws IOException {
    Path sample = sample();
    Path tests = Files.createTempFile("ostia-training-", ".yaml");
    try {
      Files.writeString(tests, TESTS);
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
      startControlPlane(sample.toString());
    } finally {
      Files.delete(sample);
    }
  }

  private static Path sample() throws IOException {
    Path sample = Files.createTempFile("ostia-training-", ".yaml");
    return Files.writeString(sample, SAMPLE);
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
    try (InputStream dump = StartupTraining.class.getResourceAsStream("training-dump.json")) {
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
  private static void startControlPlane(String sample) throws InterruptedException {
    List<String> command =
        List.of(
            "control-plane",
            "-f",
            sample,
            "--xds-address",
            "127.0.0.1:0",
            "--admin-address",
            "127.0.0.1:0");
    StringWriter output = new StringWriter();
    Thread server = Thread.ofPlatform().start(() -> execute(output, command));
    long deadline = System.nanoTime() + START.toNanos();
    while (!output.toString().contains("ready") && System.nanoTime() < deadline) {
      Thread.sleep(POLL);
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
