package dev.ostia.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLevelCommandTest {

  private static final Logger LOGGER = LoggerFactory.getLogger("dev.ostia.of.this.test");

  private ControlPlane controlPlane;
  private String address;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    controlPlane =
        ControlPlane.start(
            new ControlPlaneOptions(
                List.of(), MeshConfig.defaults(), null, XdsOptions.at(free), free));
    controlPlane.logLevels(new LogbackLevels());
    address = "127.0.0.1:" + controlPlane.adminAddress().getPort();
  }

  @AfterEach
  void stop() {
    new LogbackLevels().set(LOGGER.getName(), "info");
    controlPlane.close();
  }

  @Test
  void aLevelIsChangedWhileTheProcessRuns() {
    assertThat(LOGGER.isTraceEnabled()).isFalse();
    Cli changed = Cli.run("log", "--control-plane", address, "dev.ostia.of.this.test=trace");
    assertThat(changed.exitCode()).isZero();
    assertThat(changed.out()).contains("dev.ostia.of.this.test: trace\n");
    assertThat(LOGGER.isTraceEnabled()).isTrue();

    Cli.run("log", "--control-plane", address, "dev.ostia.of.this.test=ERROR");
    assertThat(LOGGER.isWarnEnabled()).isFalse();
    assertThat(Cli.run("log", "--control-plane", address).out())
        .contains("dev.ostia.of.this.test: error\n");
  }

  @Test
  void aLevelThatDoesNotExistIsRefused() {
    Cli refused = Cli.run("log", "--control-plane", address, "dev.ostia.of.this.test=loud");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err())
        .contains("there is no level 'loud': write one of trace, debug, info, warn, error, off")
        .doesNotContain("\tat ");
  }

  @Test
  void librariesAreNotMadeToLogWhatIsSent() {
    Cli refused = Cli.run("log", "--control-plane", address, "io.grpc=debug");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("io.grpc cannot be set below info");
  }
}
