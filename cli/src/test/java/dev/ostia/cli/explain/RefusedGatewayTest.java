package dev.ostia.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing listens where the only Gateway is refused. */
class RefusedGatewayTest {

  @TempDir private Path folder;

  @Test
  void refusalIsTheReasonAndNotTheSelector() throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: 99999, name: http, protocol: HTTP}
            hosts: ["*.example.com"]
        """);

    Cli cli = Cli.run("explain", "http://shop.example.com/", "-f", folder);

    assertThat(cli.out())
        .contains(
            "why              Nothing listens on port 80; Gateway default/gw is refused: ", "99999")
        .doesNotContain("Compare spec.selector");
  }
}
