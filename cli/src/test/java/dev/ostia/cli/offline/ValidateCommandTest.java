package dev.ostia.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata:
        name: gw
      spec:
        selector:
          istio: ingressgateway
        servers:
          - port:
              number: 80
              name: http
              protocol: HTTP
            hosts:
              - "*"
      """;

  @TempDir Path folder;

  @Test
  void goodInputIsSummedUpInOneLine() throws IOException {
    Files.writeString(folder.resolve("gw.yaml"), GATEWAY);

    Cli cli = Cli.run("validate", "-f", folder);

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.outLines(folder))
        .containsExactly("1 file, 1 valid object (1 Gateway): 0 errors, 0 warnings");
  }

  @Test
  void eachFaultIsOneLineWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("gw.yaml"), GATEWAY.replace("selector:", "selectr:"));

    Cli cli = Cli.run("validate", "-f", folder);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.outLines(folder)).hasSize(2);
    assertThat(cli.outLines(folder).getFirst())
        .startsWith("gw.yaml:6:3: error OST002 Gateway default/gw spec.selectr: ");
    assertThat(cli.outLines(folder).getLast())
        .isEqualTo("1 file, 0 valid objects: 1 error, 0 warnings");
  }

  @Test
  void kindsThatAreNotReadAreCountedInOneLine() throws IOException {
    Files.writeString(
        folder.resolve("more.yaml"),
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: a
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: b
        """);
    Files.writeString(folder.resolve("gw.yaml"), GATEWAY);

    assertThat(Cli.run("validate", "-f", folder).outLines(folder))
        .containsExactly(
            "2 objects of kinds that Ostia does not read passed over",
            "2 files, 1 valid object (1 Gateway): 0 errors, 0 warnings");
  }

  @Test
  void folderWithoutFilesIsAnError() {
    Cli cli = Cli.run("validate", "-f", folder);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("there is no *.yaml, *.yml or *.json file in");
  }

  @Test
  void meshConfigurationIsCheckedToo() throws IOException {
    Files.writeString(folder.resolve("gw.yaml"), GATEWAY);
    Path mesh = Files.writeString(folder.resolve("mesh.conf"), "accessLogFile: [1]\n");

    Cli cli = Cli.run("validate", "-f", folder, "--mesh-config", mesh);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.outLines(folder).getFirst()).startsWith("mesh.conf:1:");
  }
}
