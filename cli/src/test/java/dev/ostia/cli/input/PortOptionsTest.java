package dev.ostia.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports and addresses that cannot be are refused before anything starts. */
class PortOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          run -f . --port 80=99999 | '--port' (PORT=LOCAL): port 99999 is not a number from 1 to 65535
          run -f . --port 0=8080 | '--port' (PORT=LOCAL): port 0 is not a number from 1 to 65535
          run -f . --port http=80 | '--port' (PORT=LOCAL): port http is not a number from 1 to 65535
          run -f . --ready-port 70000 | '--ready-port': port 70000 is not a number from 0 to 65535
          run -f . --envoy-admin-port -1 | '--envoy-admin-port': port -1 is not a number from 0 to 65535
          bootstrap --admin-port 65536 | '--admin-port': port 65536 is not a number from 0 to 65535
          demo --port 99999 | '--port': port 99999 is not a number from 1 to 65535
          demo --port -1 | '--port': port -1 is not a number from 1 to 65535
          diff -f a -f b --port 80=99999 | '--port' (PORT=LOCAL): port 99999 is not a number from 1 to 65535
          explain http://example.com:99999/ -f . | port 99999 is not a number from 1 to 65535
          pc listeners --proxy-admin-port 99999 | '--proxy-admin-port': port 99999 is not a number from 1 to 65535
          graph --live 127.0.0.1:99999 | '--live': `127.0.0.1:99999` is not HOST:PORT, for example 127.0.0.1:15010
          watch --control-plane localhost | '--control-plane': `localhost` is not HOST:PORT, for example 127.0.0.1:15010
          """)
  void portThatCannotBeIsAUsageError(String command, String message) {
    Cli cli = Cli.run((Object[]) command.split(" "));

    assertThat(cli.err()).contains(message).doesNotContain("Exception");
    assertThat(cli.exitCode()).isEqualTo(command.startsWith("pc ") ? 64 : 2);
  }
}
