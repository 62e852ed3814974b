package dev.ostia.cli.analyze;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Objects that tests of findings begin with, and what is found in a file. */
abstract class AnalyzeHarness {

  static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: g}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      ---
      """;

  static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: s}
      spec: {selector: {app: s}, ports: [{name: http, port: 80}]}
      ---
      """;

  @TempDir Path folder;

  /**
   * Code, object and line of what was found, such as {@code IST0130 VirtualService default/v :9}.
   */
  List<String> found(String yaml, String... options) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), yaml);
    Object[] arguments = new Object[options.length + 2];
    arguments[0] = "analyze";
    arguments[1] = folder;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Cli.run(arguments).outLines(folder).stream()
        .map(
            line ->
                line.replaceAll("^\\w+ \\[(.*?)] \\((\\S+ \\S+) c\\.yaml(:\\d+)\\).*$", "$1 $2 $3"))
        .toList();
  }
}
