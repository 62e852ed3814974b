package dev.ostia.cli.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A gateway with weights, a redirect, a mirror, streams, and things that are broken. */
final class Shop {

  private static final String ROUTES =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: front}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
        - port: {number: 9000, name: tcp, protocol: TCP}
          hosts: ["*"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop.example.com, www.example.com]
        gateways: [front]
        http:
        - match:
          - uri: {prefix: /api/}
            headers: {end-user: {exact: jason}}
          route:
          - {destination: {host: reviews, subset: v1}, weight: 80}
          - {destination: {host: reviews, subset: v2}, weight: 20}
        - match: [{uri: {prefix: /old}}]
          redirect: {uri: /new}
        - match: [{uri: {prefix: /gone}}]
          route: [{destination: {host: nowhere}}]
        - route: [{destination: {host: ratings}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: lost}
      spec:
        hosts: [lost.example.com]
        gateways: [nothere]
        http:
        - route: [{destination: {host: ratings}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: streams}
      spec:
        hosts: ["*"]
        gateways: [front]
        tcp:
        - match: [{port: 9000}]
          route: [{destination: {host: ratings}}]
      """;

  private static final String BACKENDS =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: reviews}
      spec:
        host: reviews
        subsets:
        - {name: v1, labels: {version: v1}}
        - {name: v2, labels: {version: v2}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: ratings}
      spec: {selector: {app: ratings}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: reviews-1, labels: {kubernetes.io/service-name: reviews}}
      addressType: IPv4
      ports: [{name: http, port: 9080}]
      endpoints: [{addresses: [10.0.0.5], targetRef: {kind: Pod, name: r1}}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: ratings-1, labels: {kubernetes.io/service-name: ratings}}
      addressType: IPv4
      ports: [{name: http, port: 9080}]
      endpoints: [{addresses: [10.0.0.7]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: r1, labels: {app: reviews, version: v1}}
      """;

  private Shop() {}

  /** Writes its files. */
  static void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("routes.yaml"), ROUTES);
    Files.writeString(folder.resolve("backends.yaml"), BACKENDS);
  }
}
