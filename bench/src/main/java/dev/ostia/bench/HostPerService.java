package dev.ostia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The input of the benchmarks: N VirtualServices, each with its own host, all on one port of one
 * Gateway, all to one Service. One file each.
 *
 * @param gatewayPort port of the Gateway's server, used as it is
 * @param backendPort where the backend listens on 127.0.0.1
 */
record HostPerService(int virtualServices, int gatewayPort, int backendPort) {

  /** Writes all files into a folder that exists and is empty. */
  void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("base.yaml"), base());
    for (int i = 0; i < virtualServices; i++) {
      Files.writeString(file(folder, i), virtualService(i, "0"));
    }
  }

  /** Gives one VirtualService another value of its {@code x-version} response header. */
  void change(Path folder, int index, String version) throws IOException {
    Path temporary = folder.resolve(".next");
    Files.writeString(temporary, virtualService(index, version));
    Files.move(temporary, file(folder, index), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path file(Path folder, int index) {
    return folder.resolve("vs-%05d.yaml".formatted(index));
  }

  /** The host that a VirtualService serves. */
  static String host(int index) {
    return "h%05d.example.com".formatted(index);
  }

  /** Gateway, Service and EndpointSlice. */
  String base() {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata:
      name: bench
      namespace: default
    spec:
      selector:
        istio: ingressgateway
      servers:
      - port:
          number: %d
          name: http
          protocol: HTTP
        hosts:
        - "*"
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: echo
      namespace: default
    spec:
      ports:
      - name: http
        port: 80
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: echo-1
      namespace: default
      labels:
        kubernetes.io/service-name: echo
    addressType: IPv4
    ports:
    - name: http
      port: %d
      protocol: TCP
    endpoints:
    - addresses:
      - 127.0.0.1
      conditions:
        ready: true
    """
        .formatted(gatewayPort, backendPort);
  }

  /** One VirtualService. */
  String virtualService(int index, String version) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: vs-%05d
      namespace: default
    spec:
      hosts:
      - %s
      gateways:
      - bench
      http:
      - match:
        - uri:
            prefix: /
        headers:
          response:
            set:
              x-version: "%s"
        route:
        - destination:
            host: echo
            port:
              number: 80
    """
        .formatted(index, host(index), version);
  }
}
