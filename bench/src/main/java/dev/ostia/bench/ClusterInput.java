package dev.ostia.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * What the cluster holds: N VirtualServices, each with its own host and a rule for one of 1,000
 * Services of ten endpoints, all on one port of one Gateway; on another port one host with a
 * Secret; and one Service whose only endpoint moves.
 *
 * @param httpPort of the Gateway, used as it is
 * @param httpsPort of the Gateway, used as it is
 * @param backendPort of what answers on 127.0.0.1
 */
record ClusterInput(
    KubernetesClient client, int virtualServices, int httpPort, int httpsPort, int backendPort) {

  static final String TLS_HOST = "tls.example.com";
  static final String MOVING_HOST = "moving.example.com";

  private static final int SERVICES = 1_000;
  private static final int ENDPOINTS = 10;
  private static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/default/";
  private static final String CORE = "/api/v1/namespaces/";
  private static final String SLICES =
      "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  /** Makes all of it; the definitions are there. */
  void create() throws Exception {
    Commands.await("the definitions", Duration.ofMinutes(1), () -> isServed("virtualservices"));
    Commands.await("the definitions", Duration.ofMinutes(1), () -> isServed("gateways"));
    Commands.await("the definitions", Duration.ofMinutes(1), () -> isServed("serviceentries"));
    post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"istio-system\"}}");
    post(ISTIO + "gateways", gateway());
    post(ISTIO + "serviceentries", echo());
    post(CORE + "istio-system/secrets", secret(SelfSigned.of(TLS_HOST, 1)));
    try (Many many = new Many()) {
      for (int i = 0; i < SERVICES; i++) {
        String name = "svc-" + i;
        String slice = slice(name, addresses(i));
        many.add(() -> post(CORE + "default/services", service(name)));
        many.add(() -> post(SLICES, slice));
      }
      for (int i = 0; i < virtualServices; i++) {
        String json = virtualService("vs-" + i, host(i), "0", "svc-" + i % SERVICES);
        many.add(() -> post(ISTIO + "virtualservices", json));
      }
      many.add(
          () -> post(ISTIO + "virtualservices", virtualService("tls", TLS_HOST, "0", "svc-0")));
    }
  }

  /** Adds the Service whose endpoint moves; at first it is here. */
  void createMoving(String address) {
    post(CORE + "default/services", service("moving"));
    post(SLICES, slice("moving", List.of(address)));
    post(
        ISTIO + "virtualservices",
        """
        {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
         "metadata": {"name": "moving"},
         "spec": {"hosts": ["%s"], "gateways": ["bench"],
           "http": [{"route": [{"destination": {"host": "moving"}}]}]}}
        """
            .formatted(MOVING_HOST));
  }

  /** Requests in parallel: the API server takes one after the other too slowly. */
  private static final class Many implements AutoCloseable {
    private final Semaphore atOnce = new Semaphore(40);
    private final List<Future<?>> all = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    void add(Runnable request) throws InterruptedException {
      atOnce.acquire();
      all.add(
          threads.submit(
              () -> {
                try {
                  request.run();
                } finally {
                  atOnce.release();
                }
              }));
    }

    @Override
    public void close() throws java.util.concurrent.ExecutionException {
      threads.close();
      for (Future<?> one : all) {
        one.resultNow();
      }
    }
  }

  private boolean isServed(String plural) {
    try {
      return client.raw(ISTIO + plural) != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void post(String path, String json) {
    client.raw(path, "POST", json);
  }

  static String host(int index) {
    return "h%05d.example.com".formatted(index);
  }

  /** Gives one VirtualService another {@code x-version}; returns when that is accepted. */
  void changeVersion(int index, String version) {
    String json = virtualService("vs-" + index, host(index), version, "svc-" + index % SERVICES);
    client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup("networking.istio.io")
                .withVersion("v1")
                .withKind("VirtualService")
                .withPlural("virtualservices")
                .withNamespaced(true)
                .build())
        .inNamespace("default")
        .withName("vs-" + index)
        .patch(MERGE, json);
  }

  /** Moves the one endpoint; returns when that is accepted. */
  void move(String address) {
    client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace("default")
        .withName("moving-1")
        .patch(MERGE, "{\"endpoints\": [{\"addresses\": [\"" + address + "\"]}]}");
  }

  /** Replaces the certificate; returns when that is accepted. */
  void changeSecret(SelfSigned certificate) {
    client
        .secrets()
        .inNamespace("istio-system")
        .withName("bench")
        .patch(MERGE, secret(certificate));
  }

  private static List<String> addresses(int service) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < ENDPOINTS; i++) {
      addresses.add("10.%d.%d.%d".formatted(128 + service / 250, service % 250, i + 1));
    }
    return addresses;
  }

  private static String service(String name) {
    return """
    {"metadata": {"name": "%s"}, "spec": {"ports": [{"name": "http", "port": 80}]}}
    """
        .formatted(name);
  }

  private static String slice(String service, List<String> addresses) {
    List<String> endpoints =
        addresses.stream().map(a -> "{\"addresses\": [\"" + a + "\"]}").toList();
    return """
    {"metadata": {"name": "%1$s-1", "labels": {"kubernetes.io/service-name": "%1$s"}},
     "addressType": "IPv4", "ports": [{"name": "http", "port": %2$d, "protocol": "TCP"}],
     "endpoints": [%3$s]}
    """
        .formatted(service, MovingBackends.PORT, String.join(",", endpoints));
  }

  private String gateway() {
    return """
    {"apiVersion": "networking.istio.io/v1", "kind": "Gateway", "metadata": {"name": "bench"},
     "spec": {"selector": {"istio": "ingressgateway"}, "servers": [
       {"port": {"number": %d, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]},
       {"port": {"number": %d, "name": "https", "protocol": "HTTPS"}, "hosts": ["%s"],
        "tls": {"mode": "SIMPLE", "credentialName": "bench"}}]}}
    """
        .formatted(httpPort, httpsPort, TLS_HOST);
  }

  private String echo() {
    return """
    {"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "metadata": {"name": "echo"},
     "spec": {"hosts": ["echo.example.internal"], "resolution": "STATIC",
       "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": %d}],
       "endpoints": [{"address": "127.0.0.1"}]}}
    """
        .formatted(backendPort);
  }

  private static String virtualService(String name, String host, String version, String service) {
    return """
    {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "%s"},
     "spec": {"hosts": ["%s"], "gateways": ["bench"], "http": [
       {"match": [{"uri": {"prefix": "/svc"}}], "route": [{"destination": {"host": "%s"}}]},
       {"headers": {"response": {"set": {"x-version": "%s"}}},
        "route": [{"destination": {"host": "echo.example.internal"}}]}]}}
    """
        .formatted(name, host, service, version);
  }

  private static String secret(SelfSigned certificate) {
    return """
    {"metadata": {"name": "bench"}, "type": "kubernetes.io/tls",
     "data": {"tls.crt": "%s", "tls.key": "%s"}}
    """
        .formatted(base64(certificate.certificate()), base64(certificate.key()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
