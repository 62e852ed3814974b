package dev.ostia.cli.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

  private static final String RATINGS = "outbound|9080||ratings.default.svc.cluster.local";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Shop.write(folder);
  }

  @Test
  void theFlowChartHasPortsHostsRoutesServicesAndEndpoints() {
    List<String> lines = Cli.run("graph", "-f", folder, "-o", "mermaid").outLines(folder);
    assertThat(lines).first().isEqualTo("flowchart LR");
    assertThat(lines)
        .contains(
            "  port1[\"port 80<br/>HTTP<br/>Gateway default/front servers[0]  routes.yaml:7\"]",
            "  port2[\"port 9000<br/>TCP<br/>Gateway default/front servers[1]  routes.yaml:9\"]",
            "  host1[\"shop.example.com<br/>www.example.com<br/>VirtualService default/shop\"]",
            "  route1[\"/api/*; header end-user=jason<br/>"
                + "VirtualService default/shop http[0].match[0]  routes.yaml:20\"]",
            "  route2[\"/old*<br/>redirect 301 /new<br/>"
                + "VirtualService default/shop http[1].match[0]  routes.yaml:25\"]",
            "  service1[\"reviews.default.svc.cluster.local:9080<br/>subset v1<br/>"
                + "Service default/reviews  backends.yaml:10<br/>"
                + "DestinationRule default/reviews subsets[0]  backends.yaml:7\"]",
            "  endpoint1[\"10.0.0.5:9080<br/>ready\"]",
            "  port1 --> host1",
            "  host1 --> route1",
            "  route1 -->|\"80%\"| service1",
            "  route1 -->|\"20%\"| service2",
            "  service1 --> endpoint1",
            "  port2 --> host2",
            "  host2 --> route5");
  }

  @Test
  void whatIsBrokenIsRedAndSaysWhy() {
    List<String> lines = Cli.run("graph", "-f", folder, "-o", "mermaid").outLines(folder);
    assertThat(lines.stream().filter(line -> line.endsWith(":::broken")))
        .hasSize(3)
        .anyMatch(line -> line.contains("/gone*") && line.contains("IST0101 no Service"))
        .anyMatch(line -> line.contains("subset v2") && line.contains("IST0173 no endpoint of"))
        .anyMatch(line -> line.contains("nowhere.default") && line.contains("does not exist"));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("  %% ") && line.contains("no Gateway default/nothere"));
  }

  @Test
  void anInputWithoutAnyEndpointsIsNotBroken() throws IOException {
    Files.writeString(
        folder.resolve("backends.yaml"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ratings}
        spec: {selector: {app: ratings}, ports: [{name: http, port: 9080}]}
        """);
    assertThat(Cli.run("graph", "-f", folder, "-o", "mermaid").out())
        .contains(
            "ratings.default.svc.cluster.local:9080<br/>endpoints are not in these files<br/>")
        .doesNotContain("OST012");
  }

  @Test
  void graphvizGetsQuotedText() {
    assertThat(Cli.run("graph", "-f", folder, "-o", "dot").outLines(folder))
        .startsWith("digraph ostia {", "  rankdir=LR;")
        .contains(
            "  endpoint2 [label=\"10.0.0.7:9080\\nready\"];",
            "  route1 -> service1 [label=\"80%\"];")
        .endsWith("}");
  }

  @Test
  void theImageIsWellFormed() throws Exception {
    String svg = Cli.run("graph", "-f", folder, "-o", "svg").out();
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg)
        .contains(">shop.example.com</text>", ">80%</text>", "<g class=\"box route broken\"")
        .doesNotContain("href");
  }

  @Test
  void theImageTellsAProblemInSeveralLines() {
    assertThat(Cli.run("graph", "-f", folder, "-o", "svg").outLines(folder))
        .map(line -> line.replaceAll("<text[^>]*>", ""))
        .containsSubsequence(
            "IST0173 no endpoint of</text>",
            "reviews.default.svc.cluster.local has the</text>",
            "labels {version=v2}, so requests to this</text>",
            "subset get 503. Check the labels of the Pod\u2026</text>");
  }

  @Test
  void aConnectionThatIsPassedOnGetsNoAnswer() throws IOException {
    Path routes = folder.resolve("routes.yaml");
    Files.writeString(
        routes,
        Files.readString(routes)
            .replace(
                "- match: [{port: 9000}]\n    route: [{destination: {host: ratings}}]",
                "- match: [{port: 9000}]\n    route: [{destination: {host: gone}}]"));
    assertThat(Cli.run("graph", "-f", folder, "-o", "mermaid").out())
        .contains(
            "[\"gone.default.svc.cluster.local:9000<br/>"
                + "the cluster does not exist: connections are closed\"]:::broken");
  }

  @Test
  void aRunningEnvoyGivesRatesAndErrors() throws IOException {
    HttpServer admin =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    admin.createContext(
        "/clusters",
        exchange -> {
          int requests = asked.getAndIncrement() == 0 ? 100 : 1100;
          String body =
              """
              {"cluster_statuses":[
              {"name":"outbound|9080|v2|reviews.default.svc.cluster.local"},{"name":"%s","host_statuses":[{"address":{"socket_address":
              {"address":"10.0.0.7","port_value":9080}},"stats":[
              {"name":"rq_total","value":"%d","type":"COUNTER"},
              {"name":"rq_error","value":"%d","type":"COUNTER"}]}]}]}
              """
                  .formatted(RATINGS, requests, requests / 4);
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    admin.createContext(
        "/stats",
        exchange -> {
          String body =
              """
              {"stats":[
              {"name":"http.outbound_0.0.0.0_80;.downstream_rq_completed","value":%1$d},
              {"name":"http.outbound_0.0.0.0_80;.downstream_rq_5xx","value":0},
              {"name":"cluster.outbound|9080|v2|reviews.default.svc.cluster.local;.upstream_cx_none_healthy","value":%1$d}]}
              """
                  .formatted(asked.get() * 1000);
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    admin.start();
    try {
      String live = "127.0.0.1:" + admin.getAddress().getPort();
      String chart =
          Cli.run("graph", "-f", folder, "--live", live, "--interval", "1", "-o", "mermaid").out();
      assertThat(chart)
          .contains("  route4 --> service4", "  route5 --> service4")
          .containsPattern("service4\\[.*<br/>\\d+\\.\\d/s, 25\\.0% errors<br/>")
          .containsPattern("port1\\[\"port 80<br/>HTTP<br/>\\d+\\.\\d/s<br/>")
          .containsPattern("route1 -->\\|\"20%, \\d+\\.\\d/s, 100\\.0% errors\"\\| service2")
          .containsPattern("service4 -->\\|\"\\d+\\.\\d/s, 25\\.0% errors\"\\| endpoint2");
    } finally {
      admin.stop(0);
    }
  }

  @Test
  void theSourceMustBeClear() {
    assertThat(Cli.run("graph").exitCode()).isEqualTo(2);
    assertThat(Cli.run("graph", "-f", folder, "--proxy", "x").exitCode()).isEqualTo(2);
    assertThat(Cli.run("graph", "--live", "127.0.0.1:1").exitCode()).isEqualTo(1);
  }
}
