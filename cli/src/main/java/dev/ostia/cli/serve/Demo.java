package dev.ostia.cli.serve;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.demo.Backends;
import dev.ostia.cli.demo.SampleFiles;
import dev.ostia.cli.gateway.PortMapping;
import dev.ostia.cli.input.InputOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the demo and tells what to try. */
final class Demo {

  private final CommandSpec spec;
  private final @Nullable Path folder;
  private final @Nullable Path envoy;

  Demo(CommandSpec spec, @Nullable Path folder, @Nullable Path envoy) {
    this.spec = spec;
    this.folder = folder;
    this.envoy = envoy;
  }

  /** Runs until a signal comes; the exit code. */
  int run(int wantedPort) throws InterruptedException {
    int port = freePort(wantedPort);
    PortMapping mapping = new PortMapping(Map.of(80, port));
    try (Lifetime lifetime = new Lifetime()) {
      SampleFiles samples = lifetime.add(samples());
      Backends backends = lifetime.add(Backends.start());
      Serving serving =
          new Serving(
              spec,
              InputOptions.of(samples.folder()),
              ServerOptions.anyFreePorts(),
              new LoopbackOnly(spec));
      GatewayRun gateway =
          new GatewayRun(spec, serving, GatewaySettings.ephemeral(mapping.ports(), envoy));
      samples.endpoints(backends.yaml());
      GatewayRun.Running running = gateway.start(lifetime, mapping, List.of());
      Serving.awaitReady(running.controlPlane());
      gateway.awaitEnvoy(running);
      print(port, samples, Serving.adminAddress(running.controlPlane()));
      return lifetime.await();
    } catch (IOException e) {
      throw new CommandFailure("the demo cannot start: " + e.getMessage());
    }
  }

  private SampleFiles samples() throws IOException {
    return folder == null ? SampleFiles.temporary() : SampleFiles.in(folder);
  }

  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      try (ServerSocket any = new ServerSocket(0)) {
        return any.getLocalPort();
      } catch (IOException none) {
        throw new CommandFailure("no port is free: " + none.getMessage());
      }
    }
  }

  private void print(int port, SampleFiles samples, String admin) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        """

        The gateway is ready on http://localhost:%1$d. Try:

          curl -H 'Host: httpbin.example.com' http://localhost:%1$d/headers
          curl -i -H 'Host: httpbin.example.com' http://localhost:%1$d/status/418
          for i in 1 2 3 4 5 6 7 8 9 10; do curl -s http://localhost:%1$d/hello; done
          curl http://localhost:%1$d/reviews/1
          curl -H 'end-user: jason' http://localhost:%1$d/reviews/1

        The configuration is in %2$s:
          %3$s
        Edit a file and repeat the curl: it takes effect at once, and a line here says what changed.
        %4$s
        Control plane: http://%5$s. Ctrl-C stops everything.

        """
            .formatted(
                port,
                samples.folder(),
                String.join(", ", SampleFiles.names()),
                samples.isTemporary()
                    ? "(The folder is removed at the end; --dir FOLDER keeps one.)"
                    : "(The folder stays.)",
                admin));
    out.flush();
  }
}
