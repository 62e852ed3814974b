package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.SecretTable;
import io.envoyproxy.envoy.admin.v3.SecretsConfigDump;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;

/** {@code ostia proxy-config secret}. */
@Command(
    name = "secret",
    aliases = {"secrets", "s"},
    description = "Show the certificates, and whether they are valid now. Keys are never shown.",
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc secrets gateway.istio-system",
      "  ostia pc secrets --admin 127.0.0.1:15000 -o json"
    })
final class SecretCommand extends DumpCommand {

  @Override
  void print(DumpOptions source, PrintWriter out) {
    ConfigDump dump = new DumpSource(source).configuration(false);
    switch (output()) {
      case "short", "wide" -> out.print(new SecretTable(dump, InstantSource.system()).summary());
      default -> Documents.print(message(dump), output(), out);
    }
  }

  private static SecretsConfigDump message(ConfigDump dump) {
    try {
      return dump.section(SecretsConfigDump.getDefaultInstance());
    } catch (CommandFailure none) {
      throw new CommandFailure("sidecar doesn't support secrets: " + none.getMessage());
    }
  }
}
