package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeTest {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: g}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["a.example.com"]
      """;

  private static final String REDIRECTS =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: v}
      spec:
        hosts: [a.example.com]
        gateways: [g]
        http:
        - match: [{uri: {prefix: /a}}]
          redirect: {uri: /b}
        - match: [{uri: {prefix: /c}}, {uri: {prefix: /a}}]
          redirect: {uri: /d}
        - redirect: {uri: /e}
        - redirect: {uri: /f}
      """;

  @TempDir private Path folder;

  @Test
  void aCleanConfigurationIsToldSo() throws IOException {
    Path file = Files.writeString(folder.resolve("g.yaml"), GATEWAY);
    assertThat(Cli.run("analyze", "-f", file))
        .isEqualTo(
            new Cli(0, "", "\u2714 No validation issues found when analyzing " + file + ".\n"));
  }

  @Test
  void findingsHaveIstiosForm() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    Cli run = Cli.run("analyze", folder);
    assertThat(run.outLines(folder))
        .containsExactly(
            "Info [IST0131] (VirtualService default/v c.yaml:19)"
                + " spec.http[1].match[1]: spec.http[0].match[0] has the same conditions, so this"
                + " one never decides. Remove it, or move it before spec.http[0].match[0]",
            "Warning [IST0130] (VirtualService default/v c.yaml:22) spec.http[3]: no request can"
                + " reach this rule: spec.http[2] matches all requests. Remove it, or move it"
                + " before the other rule");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theThresholdDecidesOnTheExitCode() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    Cli run = Cli.run("analyze", folder, "--failure-threshold", "Warning");
    assertThat(run.exitCode()).isEqualTo(79);
    assertThat(run.err())
        .startsWith("Error: Analyzers found issues when analyzing " + folder + ".\nSee https://");
  }

  @Test
  void findingsCanBeSuppressed() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    assertThat(
            Cli.run("analyze", folder, "-S", "IST0130=VirtualService *", "-S", "IST0131=* v.d*")
                .out())
        .isEmpty();
    Files.writeString(
        folder.resolve("c.yaml"),
        GATEWAY
            + "---\n"
            + REDIRECTS.replace(
                "{name: v}",
                "{name: v, annotations: {galley.istio.io/analyze-suppress: \"IST0130,"
                    + " IST0131\"}}"));
    assertThat(Cli.run("analyze", folder).out()).isEmpty();
    assertThat(Cli.run("analyze", folder, "-S", "IST0130").exitCode()).isEqualTo(1);
  }

  @Test
  void aFindingIsSuppressedByTheNameItIsPrintedWith() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    Cli run =
        Cli.run(
            "analyze",
            folder,
            "-S",
            "IST0130=VirtualService default/v",
            "-S",
            "IST0131=*",
            "-S",
            "IST9999=*");
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "Warning: Supplied message code 'IST9999' is an unknown message code and will not have"
                + " any effect.\n");
  }

  @Test
  void aFileThatCannotBeParsed() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY);
    Files.writeString(folder.resolve("d.yaml"), "a: [");
    Cli run = Cli.run("analyze", folder);
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).contains("Error [OST001]");
    assertThat(run.err()).isEqualTo("Error: Some files couldn't be parsed.\n");
    assertThat(Cli.run("analyze", "-R", folder, "--ignore-unknown").exitCode()).isZero();
  }

  @Test
  void jsonHasIstiosFields() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    Cli run = Cli.run("analyze", folder, "-o", "json", "--output-threshold", "Warning");
    assertThat(run.outLines(folder))
        .containsExactlyElementsOf(
            List.of(
                "[",
                "    {",
                "        \"code\": \"IST0130\",",
                "        \"documentationUrl\":"
                    + " \"https://istio.io/latest/docs/reference/config/analysis/ist0130/\",",
                "        \"level\": \"Warning\",",
                "        \"message\": \"spec.http[3]: no request can reach this rule: spec.http[2]"
                    + " matches all requests. Remove it, or move it before the other rule\",",
                "        \"origin\": \"VirtualService default/v\",",
                "        \"reference\": \"c.yaml:22\"",
                "    }",
                "]"));
  }

  @Test
  void sarifNamesFileAndLine() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), GATEWAY + "---\n" + REDIRECTS);
    assertThat(Cli.run("analyze", folder, "-o", "sarif").out())
        .contains("\"version\": \"2.1.0\"", "\"ruleId\": \"IST0130\"", "\"startLine\": 22");
  }

  @Test
  void weightsPortsAndHostsAreLookedAt() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"),
        GATEWAY
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: v}
            spec:
              hosts: [a.example.com]
              gateways: [g]
              http:
              - route:
                - {destination: {host: s, port: {number: 80}}, weight: 20}
                - {destination: {host: s}, weight: 60}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: d}
            spec:
              host: nowhere
              trafficPolicy:
                tls: {mode: SIMPLE}
                portLevelSettings: [{port: {number: 443}, tls: {mode: SIMPLE}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: s}
            spec:
              selector: {app: s}
              ports: [{name: http, port: 80}, {name: web, port: 81}]
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: e}
            spec:
              hosts: [db.example.com]
              resolution: DNS
              ports: [{number: 5432, name: pg, protocol: TCP}]
            """);
    assertThat(Cli.run("analyze", folder).outLines(folder))
        .extracting(line -> line.replaceAll("^.*\\[(.*?)] \\((\\S+ \\S+).*$", "$1 $2"))
        .contains(
            "OST020 VirtualService default/v",
            "IST0112 VirtualService default/v",
            "IST0174 DestinationRule default/d",
            "IST0128 DestinationRule default/d",
            "IST0129 DestinationRule default/d",
            "IST0118 Service default/s",
            "IST0134 ServiceEntry default/e")
        .doesNotContain("IST0101 DestinationRule default/d");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    Cli run = Cli.run("analyze", folder.resolve("no"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no").doesNotContain("\tat ");
  }
}
