package dev.ostia.cli.training;

/** What the commands are trained with. */
final class Samples {

  /** One of each kind that most people have. */
  static final String OBJECTS =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: sample}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: sample}
      spec:
        hosts: [httpbin.example.com]
        gateways: [sample]
        http:
        - match:
          - uri: {prefix: /status}
            headers: {end-user: {exact: jason}}
          timeout: 5s
          route:
          - destination: {host: httpbin, subset: v1, port: {number: 8000}}
        - route:
          - destination: {host: httpbin, port: {number: 8000}}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: httpbin}
      spec:
        host: httpbin
        subsets:
        - {name: v1, labels: {version: v1}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: httpbin}
      spec:
        clusterIP: 10.96.0.10
        selector: {app: httpbin}
        ports: [{name: http, port: 8000}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: httpbin-1, labels: {kubernetes.io/service-name: httpbin}}
      addressType: IPv4
      ports: [{name: http, port: 8080}]
      endpoints:
      - {addresses: [10.244.0.5], conditions: {ready: true}, targetRef: {kind: Pod, name: httpbin-1}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: httpbin-1, labels: {app: httpbin, version: v1}}
      spec: {nodeName: one, containers: [{name: httpbin, ports: [{containerPort: 8080}]}]}
      status: {podIP: 10.244.0.5}
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: outside}
      spec:
        hosts: [outside.example.com]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 192.0.2.1}]
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: {name: log}
      spec: {accessLogging: [{providers: [{name: envoy}]}]}
      """;

  /** Of {@code ostia test}. */
  static final String TESTS =
      """
      tests:
      - url: http://httpbin.example.com/status/200
        headers: {end-user: jason}
        expect: {status: 200, route: 'default/sample http[0]'}
      - url: http://other.example.com/
        expect: {status: 404}
      """;

  private Samples() {}
}
