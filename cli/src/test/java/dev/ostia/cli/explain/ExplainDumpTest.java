package dev.ostia.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ostia explain --file}: what an Envoy says of itself. */
class ExplainDumpTest {

  @TempDir Path folder;

  private static final String DUMP =
      """
      {"configs": [
      {"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump", "dynamic_active_clusters": [
        {"cluster": {"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster",
          "name": "outbound|80||shop.default.svc.cluster.local", "type": "EDS"}}]},
      {"@type": "type.googleapis.com/envoy.admin.v3.EndpointsConfigDump", "dynamic_endpoint_configs": [
        {"endpoint_config": {
          "@type": "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment",
          "cluster_name": "outbound|80||shop.default.svc.cluster.local",
          "endpoints": [{"lb_endpoints": [{"endpoint": {"address": {"socket_address":
            {"address": "10.0.0.1", "port_value": 80}}}}]}]}}]},
      {"@type": "type.googleapis.com/envoy.admin.v3.ListenersConfigDump", "dynamic_listeners": [
        {"name": "0.0.0.0_8080", "active_state": {"listener": {
          "@type": "type.googleapis.com/envoy.config.listener.v3.Listener", "name": "0.0.0.0_8080",
          "address": {"socket_address": {"address": "0.0.0.0", "port_value": 8080}},
          "filter_chains": [{"filters": [{"name": "hcm", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "rds": {"route_config_name": "http.8080"}}}]}]}}}]},
      {"@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump", "dynamic_route_configs": [
        {"route_config": {"@type": "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
          "name": "http.8080", "virtual_hosts": [{"name": "shop.example.com:80",
            "domains": ["shop.example.com"], "routes": [{"match": {"prefix": "/cart"},
              "route": {"cluster": "outbound|80||shop.default.svc.cluster.local", "timeout": "0s"},
              "metadata": {"filter_metadata": {"istio": {"config":
                "/apis/networking.istio.io/v1/namespaces/default/virtual-service/shop"}}}}]}],
          "ignore_port_in_host_matching": true}}]}]}
      """;

  @Test
  void dumpOfAnEnvoyIsExplainedWithTheVirtualServicesThatItNames() throws IOException {
    Path dump = folder.resolve("dump.json");
    Files.writeString(dump, DUMP);

    Cli cli = Cli.run("explain", "http://shop.example.com:8080/cart", "--file", dump);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .isEqualTo(
            """
            GET http://shop.example.com:8080/cart

            listener         0.0.0.0_8080, port 8080
            virtual host     shop.example.com:80: shop.example.com is its domain
            route            yes  #0 VirtualService default/shop  takes requests whose path starts with /cart
            timeout          none
            retries          none
            cluster          outbound|80||shop.default.svc.cluster.local
            endpoints        10.0.0.1:80  ready

            answer           forwarded
            why              The request goes to shop.default.svc.cluster.local port 80, endpoint 10.0.0.1:80; the client gets what it answers.
            """);
  }

  @Test
  void portOfTheGatewayLeadsToTheListenerThatServesIt() throws IOException {
    Path dump = folder.resolve("dump.json");
    Files.writeString(dump, DUMP);

    assertThat(Cli.run("explain", "http://shop.example.com/cart", "--file", dump).out())
        .contains(
            "listener         0.0.0.0_8080, port 80 of the gateway, its own 8080\n",
            "answer           forwarded\n");
    assertThat(Cli.run("explain", "http://shop.example.com:81/cart", "--file", dump).out())
        .contains("Nothing listens on port 81; the only port that does is 8080.");
  }

  @Test
  void fileThatIsNoDumpIsNamed() throws IOException {
    Path dump = folder.resolve("gateway.yaml");
    Files.writeString(dump, "kind: Gateway\n");

    Cli cli = Cli.run("explain", "http://shop.example.com/", "--file", dump);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith("ostia explain: " + dump + " is not what Envoy answers at /config_dump: ");
  }

  @Test
  void dumpWithoutEndpointsIsRefusedAsItWouldTellOfErrorsThatAreNone() throws IOException {
    Path dump = folder.resolve("dump.json");
    Files.writeString(dump, DUMP.replace("EndpointsConfigDump", "ScopedRoutesConfigDump"));

    Cli cli = Cli.run("explain", "http://shop.example.com:8080/", "--file", dump);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("has no endpoints; get it with /config_dump?include_eds");
  }
}
