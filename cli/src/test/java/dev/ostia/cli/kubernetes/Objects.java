package dev.ostia.cli.kubernetes;

/** Objects that several tests apply, as YAML. */
final class Objects {

  private Objects() {}

  /** A Gateway for all hosts on a port of plain HTTP. */
  static String gateway(String namespace, int port) {
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

  /** A backend on loopback: the API server takes no such address in an EndpointSlice, but here. */
  static String backend(String namespace, String name, int backendPort) {
    return backend(namespace, name, "HTTP", backendPort);
  }

  /** The same with another protocol, on port 80 as well. */
  static String backend(String namespace, String name, String protocol, int backendPort) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: %2$s, namespace: %1$s}
    spec:
      hosts: [%2$s.%1$s.svc.cluster.local]
      ports: [{number: 80, name: main, protocol: %3$s, targetPort: %4$d}]
      location: MESH_INTERNAL
      resolution: STATIC
      endpoints: [{address: 127.0.0.1}]
    """
        .formatted(namespace, name, protocol, backendPort);
  }

  /**
   * A VirtualService for {@code NAME.example.com} and for requests to loopback.
   *
   * @param path what is matched, as in {@code prefix: /}
   */
  static String route(String namespace, String name, String path, String destination) {
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
}
