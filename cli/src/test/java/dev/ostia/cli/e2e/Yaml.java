package dev.ostia.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The input of these tests, and ways to write it as editors do. */
final class Yaml {

  private Yaml() {}

  static String gateway() {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata:
      name: gateway
    spec:
      selector:
        istio: ingressgateway
      servers:
      - port:
          number: 80
          name: http
          protocol: HTTP
        hosts:
        - "*"
    """;
  }

  static String service(String name, int backendPort) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
    spec:
      ports:
      - name: http
        port: 80
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: %s-1
      labels:
        kubernetes.io/service-name: %s
    addressType: IPv4
    ports:
    - name: http
      port: %d
      protocol: TCP
    endpoints:
    - addresses:
      - 127.0.0.1
    """
        .formatted(name, name, name, backendPort);
  }

  static String virtualService(String destination) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: app
    spec:
      hosts:
      - "*"
      gateways:
      - gateway
      http:
      - route:
        - destination:
            host: %s
    """
        .formatted(destination);
  }

  /** Writes a file by a rename, as most tools do. */
  static void replace(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
