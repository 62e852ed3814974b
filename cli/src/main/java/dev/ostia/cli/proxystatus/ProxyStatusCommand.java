package dev.ostia.cli.proxystatus;

import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.input.ControlPlaneOptions;
import dev.ostia.cli.input.HostAndPort;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia proxy-status}. */
@Command(
    name = "proxy-status",
    aliases = "ps",
    description = {
      "Show for each connected proxy which types of configuration it has taken, and since when.",
      "What a proxy refused, the objects at fault and Envoy's reason stand below the table.",
      "With the name of a proxy: the difference between what the control plane has for it and what"
          + " its Envoy works with."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:with NAME: Envoy has what the control plane has for it",
      "1:with NAME: it has something else; or somebody could not be asked",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia proxy-status",
      "  ostia ps -o wide",
      "  ostia ps gateway-1 --admin 127.0.0.1:15000",
      "  ostia ps --control-plane 127.0.0.1:15014 -o json"
    })
public final class ProxyStatusCommand implements Callable<Integer> {

  private static final String CONTROL_PLANE = "the control plane";

  /** How the result is printed. */
  enum Format {
    TABLE,
    WIDE,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME[.NAMESPACE]",
      description = "A connected proxy; a part of its id is enough if no other has it.")
  private @Nullable String name;

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.class,
      description =
          "With NAME: the admin port of its Envoy (default: what the control plane knows of a"
              + " gateway that it runs itself, else 127.0.0.1:15000).")
  private @Nullable String admin;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|wide|json",
      defaultValue = "table",
      description = "The format; wide shows versions (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int exitCode = name == null ? table(out) : differences(out, name);
    out.flush();
    return exitCode;
  }

  private int table(PrintWriter out) {
    String json = HttpText.get(controlPlane.address(), "/debug/status", CONTROL_PLANE);
    out.print(
        format == Format.JSON ? json : StatusTable.of(json, Instant.now(), format == Format.WIDE));
    return 0;
  }

  private int differences(PrintWriter out, String proxy) {
    String query = URLEncoder.encode(proxy, StandardCharsets.UTF_8);
    String sent =
        HttpText.get(controlPlane.address(), "/debug/config_dump?proxy=" + query, CONTROL_PLANE);
    String actual = EnvoyAdmin.of(admin, controlPlane.address(), proxy).dump();
    SyncReport report = SyncReport.of(sent, actual);
    out.print(report.text());
    return report.match() ? 0 : 1;
  }
}
