package dev.ostia.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to open the xDS port that are refused, with what to do instead. */
class XdsSecurityOptionsTest {

  @TempDir private Path folder;

  private Cli controlPlane(String... options) {
    Object[] arguments = new Object[options.length + 5];
    arguments[0] = "control-plane";
    arguments[1] = "-f";
    arguments[2] = folder;
    arguments[3] = "--admin-address";
    arguments[4] = "127.0.0.1:0";
    System.arraycopy(options, 0, arguments, 5, options.length);
    return Cli.run(arguments);
  }

  @Test
  void plainTextForOtherMachinesIsRefusedWithTheWaysOut() {
    Cli run = controlPlane("--xds-address", "0.0.0.0:15010");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            """
            ostia control-plane: --xds-address 0.0.0.0 can be reached from other machines, and xDS is not secured. Either
              give it certificates: --xds-cert, --xds-key and --xds-client-ca (`ostia certs` makes them),
              or stay on this machine: --xds-address 127.0.0.1:15010,
              or serve all but Secrets in plain text: --xds-insecure
            See 'ostia control-plane --help'.
            """);
  }

  @Test
  void runServesItsOwnGatewayOnly() {
    Cli run = Cli.run("run", "-f", folder, "--envoy", "/bin/true", "--xds-address", "0.0.0.0:0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--xds-address 0.0.0.0 can be reached from other machines, and this command serves xDS"
                + " in plain text to its own gateway. `ostia control-plane` serves others, with"
                + " --xds-cert");
  }

  @Test
  void certificateAndKeyGoTogether() {
    assertThat(controlPlane("--xds-cert", "a.crt").err())
        .contains("--xds-cert and --xds-key go together");
    assertThat(controlPlane("--xds-key", "a.key").err())
        .contains("--xds-cert and --xds-key go together");
    assertThat(controlPlane("--xds-client-ca", "ca.crt").err())
        .contains("--xds-client-ca needs TLS: give --xds-cert and --xds-key too");
  }

  @Test
  void insecureAndTlsExcludeEachOther() {
    Cli run = controlPlane("--xds-cert", "a.crt", "--xds-key", "a.key", "--xds-insecure");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--xds-insecure is for xDS without TLS");
  }

  @Test
  void filesThatCannotBeUsedAreAFailureWithoutTrace() throws Exception {
    Path certificate = Files.writeString(folder.resolve("a.crt"), "nothing");
    Path key = Files.writeString(folder.resolve("a.key"), "nothing");

    Cli run =
        controlPlane(
            "--xds-address", "127.0.0.1:0", "--xds-cert", "" + certificate, "--xds-key", "" + key);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "ostia control-plane: xDS cannot be served over TLS: "
                + certificate
                + " holds no certificate: a block -----BEGIN CERTIFICATE----- is needed\n");

    Files.delete(certificate);
    assertThat(
            controlPlane(
                    "--xds-address",
                    "127.0.0.1:0",
                    "--xds-cert",
                    "" + certificate,
                    "--xds-key",
                    "" + key)
                .err())
        .contains(certificate + ": there is no such file");
  }
}
