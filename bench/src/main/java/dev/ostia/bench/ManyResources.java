package dev.ostia.bench;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceSink;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.decode.FileDecoder;
import dev.ostia.translator.config.ConfigObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** N Services with an endpoint each, that as many routes lead to, and N Secrets, in memory. */
final class ManyResources implements Source {

  private static final int TLS_PORT = 8443;

  private final int number;
  private final SelfSigned certificate = SelfSigned.of("bench", 1);
  private @Nullable SourceSink sink;

  ManyResources(int number) {
    this.number = number;
  }

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public void start(SourceSink newSink) {
    sink = newSink;
    HostPerSecret secrets = new HostPerSecret(number, TLS_PORT);
    List<ConfigObject<?>> objects = new ArrayList<>(decode(secrets.gateway()));
    objects.addAll(decode(httpGateway()));
    for (int i = 0; i < number; i++) {
      objects.addAll(decode(service(i)));
      objects.addAll(decode(endpoint(i, 1)));
      objects.addAll(decode(secret(i, certificate)));
    }
    newSink.accept(new SourceUpdate(name(), objects, Set.of(), List.of(), 0, true));
  }

  /** Puts one object. */
  void change(String yaml) {
    Objects.requireNonNull(sink, "start comes first")
        .accept(new SourceUpdate(name(), decode(yaml), Set.of(), List.of(), 0, true));
  }

  List<String> routeNames() {
    List<String> names = new ArrayList<>(new HostPerSecret(number, TLS_PORT).routeNames());
    names.add("http.8080");
    return names;
  }

  List<String> secretNames() {
    return IntStream.range(0, number).mapToObj(HostPerSecret::sdsName).toList();
  }

  private static List<ConfigObject<?>> decode(String yaml) {
    List<ConfigObject<?>> objects = new ArrayList<>();
    FileDecoder.decode("bench.yaml", yaml.getBytes(StandardCharsets.UTF_8), "default")
        .definitions()
        .forEach(definition -> objects.add(Objects.requireNonNull(definition.object())));
    return objects;
  }

  private static String httpGateway() {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: bench}
    spec:
      selector: {istio: ingressgateway}
      servers:
      - {port: {number: 8080, name: http, protocol: HTTP}, hosts: ["*"]}
    """;
  }

  private static String service(int i) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: s%d}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: s%d}
    spec:
      hosts: [s%d.example.com]
      gateways: [bench]
      http: [{route: [{destination: {host: s%d}}]}]
    """
        .formatted(i, i, i, i);
  }

  /** The endpoints of a Service: one, whose address has this last part. */
  static String endpoint(int i, int address) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: s%d-1, labels: {kubernetes.io/service-name: s%d}}
    addressType: IPv4
    ports: [{name: http, port: 8080, protocol: TCP}]
    endpoints: [{addresses: [10.0.0.%d], conditions: {ready: true}}]
    """
        .formatted(i, i, address);
  }

  /** What gives the cluster of a Service another connect timeout. */
  static String rule(int i, int seconds) {
    return """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: s%d}
    spec:
      host: s%d.default.svc.cluster.local
      trafficPolicy: {connectionPool: {tcp: {connectTimeout: %ds}}}
    """
        .formatted(i, i, seconds);
  }

  /** The Secret of a host. */
  static String secret(int i, SelfSigned certificate) {
    return certificate.secret(HostPerSecret.name(i));
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
