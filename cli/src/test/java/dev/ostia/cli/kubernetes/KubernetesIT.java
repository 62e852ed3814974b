package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import dev.ostia.cli.e2e.Http;
import dev.ostia.cli.e2e.Load;
import dev.ostia.cli.e2e.NamedBackend;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.admission.AdmissionServer;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real API server, the role of {@code deploy/base}, and a real Envoy. All tests share the API
 * server, and each has a namespace and a port of its own.
 */
class KubernetesIT {

  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir static Path folder;

  private static ApiServer api;
  private static String token;
  private final int port = ApiServer.freePort();

  @BeforeAll
  static void start() throws Exception {
    Optional<KubeAssets> assets = KubeAssets.find(KubernetesIT.class);
    Assumptions.assumeTrue(assets.isPresent(), "no kube-apiserver: scripts/kube-assets.sh");
    api = new ApiServer(assets.orElseThrow(), folder);
    Path deploy = Path.of(System.getProperty("ostia.root"), "deploy");
    api.kubectl("", "apply", "-f", deploy.resolve("crds").toString());
    api.kubectl("", "apply", "-f", deploy.resolve("base/namespace.yaml").toString());
    api.kubectl("", "apply", "-f", deploy.resolve("base/rbac.yaml").toString());
    token = api.kubectl("", "create", "token", "ostia", "-n", "ostia-system").strip();
  }

  @AfterAll
  static void stop() throws Exception {
    if (api != null) {
      api.close();
    }
  }

  private static void namespace(String name) throws Exception {
    api.kubectl("", "create", "namespace", name);
  }

  private String gateway(String namespace) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: gateway, namespace: %s}
    spec:
      selector: {istio: ingressgateway}
      servers:
      - port: {number: %d, name: http, protocol: HTTP}
        hosts: ["*"]
    """
        .formatted(namespace, port);
  }

  /** The API server takes no loopback address in an EndpointSlice, but it does here. */
  private static String backend(String namespace, String name, int backendPort) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: %2$s, namespace: %1$s}
    spec:
      hosts: [%2$s.%1$s.svc.cluster.local]
      ports: [{number: 80, name: http, protocol: HTTP, targetPort: %3$d}]
      location: MESH_INTERNAL
      resolution: STATIC
      endpoints: [{address: 127.0.0.1}]
    """
        .formatted(namespace, name, backendPort);
  }

  private static String route(String namespace, String name, String path, String destination) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %s, namespace: %s}
    spec:
      hosts: ["%s.example.com", "127.0.0.1"]
      gateways: [gateway]
      http:
      - match: [{uri: {%s}}]
        route: [{destination: {host: %s}}]
    """
        .formatted(name, namespace, name, path, destination);
  }

  private void awaitAnswer(String answer) {
    RunningGateway.awaitAnswer(port, "/", answer);
  }

  @Test
  void objectsAreAppliedEditedRefusedAndDeletedWhileRequestsRun() throws Exception {
    namespace("rows");
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        RunningGateway running = RunningGateway.start(api.config(token))) {
      awaitAnswer("refused");
      api.apply(gateway("rows"));
      awaitAnswer("404");
      api.apply(backend("rows", "one", one.port()));
      api.apply(backend("rows", "two", two.port()));
      api.apply(route("rows", "app", "prefix: /", "one"));
      awaitAnswer("200 one");

      try (Load load = Load.on(port, "/")) {
        api.apply(route("rows", "app", "prefix: /", "two"));
        awaitAnswer("200 two");

        // The API server does not know that this is no regular expression.
        api.apply(route("rows", "app", "regex: \"(\"", "one"));
        await()
            .atMost(LONG)
            .until(() -> running.page("/debug/diagnostics").contains("VirtualService rows/app"));
        assertThat(running.page("/debug/diagnostics"))
            .contains("\"field\" : \"spec.http[0].match[0].uri.regex\"");
        assertThat(Http.get(port, "/")).isEqualTo("200 two");

        api.apply(route("rows", "app", "prefix: /", "one"));
        awaitAnswer("200 one");
        assertThat(load.failures()).isEmpty();
      }
      api.kubectl("", "delete", "virtualservice", "app", "-n", "rows");
      awaitAnswer("404");
      api.kubectl("", "delete", "gateway.networking.istio.io", "gateway", "-n", "rows");
      awaitAnswer("refused");
    }
  }

  @Test
  void trafficGoesOnWhileTheApiServerIsAwayAndNothingIsMissedAfterwards() throws Exception {
    namespace("away");
    try (LogLines log = new LogLines();
        NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        SwitchableProxy proxy = new SwitchableProxy(api.port());
        RunningGateway running = RunningGateway.start(api.config(token, proxy.port()))) {
      api.apply(gateway("away"));
      api.apply(backend("away", "one", one.port()));
      api.apply(backend("away", "two", two.port()));
      api.apply(route("away", "app", "prefix: /", "one"));
      api.apply(route("away", "other", "prefix: /other", "one"));
      awaitAnswer("200 one");

      try (Load load = Load.on(port, "/")) {
        // A proxy ends the watches.
        proxy.closeConnections();
        api.apply(route("away", "app", "prefix: /", "two"));
        awaitAnswer("200 two");

        // Cut off: many objects are made, one is changed, one is deleted.
        proxy.cut();
        String down = "ostia_source_up{source=\"https://127.0.0.1:%d/\"} 0".formatted(proxy.port());
        await().atMost(LONG).until(() -> running.page("/metrics").contains(down));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
          many.append("---\n").append(route("away", "many-" + i, "exact: /many/" + i, "two"));
        }
        api.kubectl(many.toString(), "create", "-f", "-");
        api.apply(route("away", "app", "prefix: /", "one"));
        api.kubectl("", "delete", "virtualservice", "other", "-n", "away");
        assertThat(Http.get(port, "/")).isEqualTo("200 two");
        assertThat(running.page("/ready")).isEqualTo("200 ready");
        // Once for each time that it was away, however often it was tried.
        assertThat(log.lines("the API server does not answer"))
            .hasSize(log.lines("followed again").size() + 1);
        proxy.mend();
        awaitAnswer("200 one");
        await()
            .atMost(LONG)
            .until(
                () ->
                    log.lines("followed again").size()
                        == log.lines("the API server does not answer").size());
        await()
            .atMost(LONG)
            .until(
                () ->
                    running
                        .page("/metrics")
                        .contains("ostia_config_objects{kind=\"VirtualService\"} 301"));

        // Killed and started again.
        api.kill();
        assertThat(Http.get(port, "/")).isEqualTo("200 one");
        api.restart();
        api.apply(route("away", "app", "prefix: /", "two"));
        awaitAnswer("200 two");
        assertThat(load.failures()).isEmpty();
      }
    }
    // In one request: kubectl deletes one after the other, five in a second.
    api.kubectl(
        "", "delete", "--raw", "/apis/networking.istio.io/v1/namespaces/away/virtualservices");
  }

  @Test
  void aDefinitionIsDeletedAndMadeAgain() throws Exception {
    namespace("crd");
    Path definition =
        Path.of(System.getProperty("ostia.root"), "deploy/crds/destinationrules.yaml");
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: rule, namespace: crd}
        spec: {host: app}
        """;
    String one = "ostia_config_objects{kind=\"DestinationRule\"} 1";
    String none = "ostia_config_objects{kind=\"DestinationRule\"} 0";
    try (RunningGateway running = RunningGateway.start(api.config(token))) {
      api.apply(rule);
      await().atMost(LONG).until(() -> running.page("/metrics").contains(one));
      api.kubectl("", "delete", "-f", definition.toString());
      await().atMost(LONG).until(() -> running.page("/metrics").contains(none));
      api.kubectl("", "apply", "-f", definition.toString());
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(
              () -> {
                api.apply(rule);
                return true;
              });
      await().atMost(LONG).until(() -> running.page("/metrics").contains(one));
    }
  }

  @Test
  void oneEndpointIsOneLoadAssignmentAndNothingElse() throws Exception {
    namespace("slices");
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: app, namespace: slices}
        spec: {ports: [{name: http, port: 80}]}
        """;
    String slice =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: app-1, namespace: slices, labels: {kubernetes.io/service-name: app}}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [192.0.2.1]}]
        """;
    try (RunningGateway running = RunningGateway.start(api.config(token))) {
      api.apply(gateway("slices"));
      api.apply(service);
      api.apply(slice);
      api.apply(route("slices", "app", "prefix: /", "app"));
      await().atMost(LONG).until(() -> running.envoyConfig().contains("192.0.2.1"));
      long clusters = running.stat("cluster_manager.cds.update_success");
      long listeners = running.stat("listener_manager.lds.update_success");
      long routes = running.stat("http.0.0.0.0_" + port + ".rds.http." + port + ".update_success");

      api.apply(slice.replace("192.0.2.1", "192.0.2.99"));
      await().atMost(LONG).until(() -> running.envoyConfig().contains("192.0.2.99"));

      assertThat(running.stat("cluster_manager.cds.update_success")).isEqualTo(clusters);
      assertThat(running.stat("listener_manager.lds.update_success")).isEqualTo(listeners);
      assertThat(running.stat("http.0.0.0.0_" + port + ".rds.http." + port + ".update_success"))
          .isEqualTo(routes);
    }
  }

  @Test
  void aMissingRightIsNamed() throws Exception {
    namespace("poor");
    api.kubectl("", "create", "serviceaccount", "poor", "-n", "poor");
    String poor = api.kubectl("", "create", "token", "poor", "-n", "poor").strip();
    try (KubernetesClient client = ClusterClient.connect(api.config(poor));
        ControlPlane controlPlane = RunningGateway.controlPlane(client, "poor")) {
      await()
          .atMost(LONG)
          .until(() -> RunningGateway.page(controlPlane, "/ready").contains("virtualservices"));
      assertThat(RunningGateway.page(controlPlane, "/ready"))
          .startsWith("503 not ready: ")
          .contains("cannot list resource \"virtualservices\" in API group \"networking.istio.io\"")
          .contains("Grant list and watch on virtualservices.networking.istio.io");
    }
  }

  private static String condition(String namespace, String name, String type) throws Exception {
    return api.kubectl(
        "",
        "get",
        "virtualservice",
        name,
        "-n",
        namespace,
        "-o",
        "jsonpath={range .status.conditions[?(@.type==\"%s\")]}{.status} {.reason} {.message} {.observedGeneration}{end}"
            .formatted(type));
  }

  private static void awaitCondition(String name, String type, String text) {
    await(name + " " + type + " is " + text)
        .atMost(LONG)
        .until(() -> condition("status", name, type), text::equals);
  }

  @Test
  void statusIsWrittenByOneReplicaAndByAnotherWhenThatIsGone() throws Exception {
    namespace("status");
    try (LogLines log = new LogLines();
        KubernetesClient client = ClusterClient.connect(api.config(token))) {
      ControlPlane second;
      try (ControlPlane first = RunningGateway.controlPlane(client, "first")) {
        await().atMost(LONG).until(() -> log.lines("(first) writes status now").size() == 1);
        second = RunningGateway.controlPlane(client, "second");
        api.apply(gateway("status"));
        api.apply(backend("status", "app", 8080));
        api.apply(route("status", "good", "prefix: /", "app"));
        awaitCondition("good", "Accepted", "True Accepted  1");
        awaitCondition("good", "Programmed", "True Programmed  1");

        api.apply(route("status", "good", "regex: \"(\"", "app"));
        awaitCondition(
            "good",
            "Accepted",
            "False Invalid spec.http[0].match[0].uri.regex: not a regular expression of RE2: error"
                + " parsing regexp: missing closing ): `(` 2");
        await()
            .atMost(LONG)
            .until(
                () ->
                    api.kubectl("", "get", "events", "-n", "status")
                        .contains("virtualservice/good"));
        assertThat(log.lines("writes status now")).hasSize(1);
        assertThat(first.ready()).isDone();
      }
      try (ControlPlane left = second) {
        await().atMost(LONG).until(() -> log.lines("(second) writes status now").size() == 1);
        api.apply(route("status", "good", "prefix: /", "app"));
        awaitCondition("good", "Accepted", "True Accepted  3");
        assertThat(left.ready()).isDone();
      }
    }
  }

  @Test
  void manifestsAreTakenByTheApiServer() throws Exception {
    api.kubectl("", "create", "namespace", "istio-system");
    Path deploy = Path.of(System.getProperty("ostia.root"), "deploy");
    for (String folder : List.of("base", "gateway", "overlays/two-gateways", "overlays/webhook")) {
      String taken =
          api.kubectl("", "apply", "--dry-run=server", "-k", deploy.resolve(folder).toString());
      assertThat(taken).contains("(server dry run)").doesNotContain("Warning");
    }
  }

  @Test
  void theWebhookRefusesWithTheMessageThatFilesGet() throws Exception {
    namespace("admission");
    Path certificates = folder.resolve("webhook");
    assertThat(Cli.run("certs", "--dir", certificates).exitCode()).isZero();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (AdmissionServer server =
        new AdmissionServer(
            any, certificates.resolve("server.crt"), certificates.resolve("server.key"))) {
      String authority =
          Base64.getEncoder().encodeToString(Files.readAllBytes(certificates.resolve("ca.crt")));
      String configuration =
          Files.readString(
                  Path.of(System.getProperty("ostia.root"), "deploy/overlays/webhook/webhook.yaml"))
              .replace(
                  "service: {name: ostia, namespace: ostia-system, path: /validate}",
                  "{url: \"https://127.0.0.1:%d/validate\", caBundle: %s}"
                      .formatted(server.address().getPort(), authority))
              // Here a webhook that is not asked is a fault.
              .replace("failurePolicy: Ignore", "failurePolicy: Fail");
      api.apply(configuration);
      try {
        // It takes a moment until the API server asks.
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThatThrownBy(
                            () -> api.apply(route("admission", "bad", "regex: \"(\"", "app")))
                        .hasMessageContaining(
                            "admission webhook \"validate.ostia.dev\" denied the request: IST0106"
                                + " spec.http[0].match[0].uri.regex: not a regular expression"));
        api.apply(route("admission", "good", "prefix: /", "app"));
      } finally {
        api.kubectl("", "delete", "validatingwebhookconfiguration", "ostia");
      }
    }
  }

  @Test
  void theChartIsTakenByTheApiServer() throws Exception {
    Optional<String> helm = api.helm();
    Assumptions.assumeTrue(helm.isPresent(), "LEFT OUT: no helm, see scripts/kube-assets.sh");
    Process process =
        new ProcessBuilder(
                helm.orElseThrow(),
                "template",
                "ostia",
                Path.of(System.getProperty("ostia.root"), "deploy/helm/ostia").toString(),
                "--namespace=ostia-system",
                "--set=namespaces={a,b}")
            .redirectError(folder.resolve("helm.log").toFile())
            .start();
    String chart = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(chart).contains("--namespaces=a,b");
    assertThat(api.kubectl(chart, "apply", "--dry-run=server", "-f", "-"))
        .contains("deployment.apps/ostia created (server dry run)");
  }

  @Test
  void objectsOfOurDefinitionsAreCheckedByTheApiServer() throws Exception {
    namespace("checked");
    String refused =
        org.assertj.core.api.Assertions.catchThrowable(
                () -> api.apply(gateway("checked").replaceFirst("number: \\d+", "number:")))
            .getMessage();
    assertThat(refused).contains("spec.servers[0].port.number: Required value");
  }
}
