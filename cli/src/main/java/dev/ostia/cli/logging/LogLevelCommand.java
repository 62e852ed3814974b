package dev.ostia.cli.logging;

import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.input.ControlPlaneOptions;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia log}. */
@Command(
    name = "log",
    description = {
      "Show at which levels a running control plane logs, or change them.",
      "A change counts until the control plane ends. For an Envoy: `ostia proxy-config log`."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia log",
      "  ostia log debug",
      "  ostia log dev.ostia.controlplane.xds=debug ROOT=info"
    })
public final class LogLevelCommand implements Callable<Integer> {

  private static final String CONTROL_PLANE = "the control plane";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "[LOGGER=]LEVEL",
      description = {
        "The level of a logger; without LOGGER that of all of Ostia's.",
        "Levels: trace, debug, info, warn, error, off."
      })
  private List<String> changes = List.of();

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        changes.isEmpty()
            ? HttpText.get(controlPlane.address(), "/debug/logging", CONTROL_PLANE)
            : HttpText.post(controlPlane.address(), "/debug/logging?" + query(), CONTROL_PLANE));
    out.flush();
    return 0;
  }

  private String query() {
    return changes.stream()
        .map(change -> change.contains("=") ? change : "ostia=" + change)
        .map(
            change -> {
              int equals = change.indexOf('=');
              return encoded(change.substring(0, equals))
                  + "="
                  + encoded(change.substring(equals + 1));
            })
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
