package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** All that shows a configuration: commands without and with a control plane, and its pages. */
final class Views {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/ready",
          "/healthz",
          "/metrics",
          "/debug/logging",
          "/debug/status",
          "/debug/events",
          "/debug/diagnostics",
          "/debug/config",
          "/debug/config_dump");

  private static final int USAGE = 2;

  private Views() {}

  /** What the commands say of a folder with configuration, and of its changes from another one. */
  static String ofFiles(Path config, Path before) {
    StringBuilder all = new StringBuilder();
    for (String format : List.of("wide", "yaml", "json", "name")) {
      all.append(run("get", "all,secrets,configmaps", "-A", "-o", format, "-f", config));
    }
    for (String format : List.of("html", "svg", "dot", "mermaid")) {
      all.append(run("graph", "-o", format, "-f", config));
    }
    for (String format : List.of("text", "json")) {
      all.append(run("explain", "https://good.example/", "--all", "-o", format, "-f", config));
      all.append(run("explain", "https://damaged.example/", "-o", format, "-f", config));
      all.append(run("diff", "-o", format, "-f", before, "-f", config));
    }
    for (String format : List.of("log", "json", "yaml", "sarif")) {
      all.append(run("analyze", "-A", "-o", format, "-f", config));
    }
    for (String table : List.of("all", "secret", "listener")) {
      all.append(run("proxy-config", table, "-f", config));
      all.append(run("proxy-config", table, "-o", "json", "-f", config));
      all.append(run("proxy-config", table, "-o", "yaml", "-f", config));
    }
    return all.toString();
  }

  /**
   * What a running control plane and the commands that ask it say.
   *
   * @param admin of its pages, {@code http://HOST:PORT}
   */
  static String ofRunning(String admin, String proxy) throws Exception {
    StringBuilder all = new StringBuilder();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String page : PAGES) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin + page)).build();
        all.append(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      }
    }
    String address = URI.create(admin).getAuthority();
    for (String format : List.of("table", "wide", "json")) {
      all.append(run("proxy-status", "-o", format, "--control-plane", address));
      all.append(run("proxy-status", proxy, "-o", format, "--control-plane", address));
    }
    for (String table : List.of("all", "secret")) {
      all.append(run("proxy-config", table, proxy, "--control-plane", address));
      all.append(run("proxy-config", table, proxy, "-o", "json", "--control-plane", address));
    }
    return all.toString();
  }

  private static String run(Object... arguments) {
    Cli run = Cli.run(arguments);
    assertThat(run.exitCode()).as(run.err()).isNotEqualTo(USAGE);
    assertThat(run.out()).as(run.err()).isNotBlank();
    return run.out() + run.err();
  }
}
