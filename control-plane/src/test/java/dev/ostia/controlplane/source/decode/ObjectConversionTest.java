package dev.ostia.controlplane.source.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortHttpStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelayFixedDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirectPort;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpHeaderName;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Fields whose Java form is not that of the YAML come through. */
class ObjectConversionTest {

  private static ConfigObject<?> only(String yaml) {
    DecodedFile file =
        FileDecoder.decode("a.yaml", yaml.getBytes(StandardCharsets.UTF_8), "default");
    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.definitions()).hasSize(1);
    ConfigObject<?> object = file.definitions().getFirst().object();
    assertThat(object).isNotNull();
    return object;
  }

  @Test
  void oneOfFieldsOfAVirtualService() {
    VirtualService vs =
        (VirtualService)
            only("""
            apiVersion: networking.istio.io/v1alpha3
            kind: VirtualService
            metadata:
              name: x
              creationTimestamp: "2026-01-31T12:00:00Z"
            spec:
              hosts: ["*"]
              gateways: [gw]
              http:
              - match:
                - uri: {exact: /a}
                  headers:
                    end-user: {regex: "j.*"}
                - uri: {prefix: /b}
                fault:
                  abort: {httpStatus: 418, percentage: {value: 12.5}}
                  delay: {fixedDelay: 5s}
                route:
                - destination: {host: a, port: {number: 80}}
                  weight: 30
              - redirect: {port: 8443, uri: /c}
            """)
                .resource();
    HTTPRoute first = vs.getSpec().getHttp().getFirst();
    assertThat(vs.getApiVersion()).isEqualTo("networking.istio.io/v1");
    assertThat(vs.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(first.getMatch().get(0).getUri().getMatchType())
        .isEqualTo(new StringMatchExact("/a"));
    assertThat(first.getMatch().get(0).getHeaders())
        .containsEntry("end-user", new StringMatch(new StringMatchRegex("j.*")));
    assertThat(first.getMatch().get(1).getUri().getMatchType())
        .isEqualTo(new StringMatchPrefix("/b"));
    assertThat(first.getFault().getAbort().getErrorType())
        .isEqualTo(new HTTPFaultInjectionAbortHttpStatus(418));
    assertThat(first.getFault().getAbort().getPercentage().getValue()).isEqualTo(12.5);
    assertThat(first.getFault().getDelay().getHttpDelayType())
        .isEqualTo(new HTTPFaultInjectionDelayFixedDelay("5s"));
    assertThat(first.getRoute().getFirst().getDestination().getPort().getNumber()).isEqualTo(80);
    assertThat(vs.getSpec().getHttp().get(1).getRedirect().getRedirectPort())
        .isEqualTo(new HTTPRedirectPort(8443L));
  }

  @Test
  void consistentHashOfADestinationRule() {
    DestinationRule rule =
        (DestinationRule)
            only("""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: x, namespace: shop}
            spec:
              host: a
              trafficPolicy:
                loadBalancer:
                  consistentHash: {httpHeaderName: x-user}
              subsets:
              - name: v1
                labels: {version: v1}
            """)
                .resource();
    LoadBalancerSettingsConsistentHash policy =
        (LoadBalancerSettingsConsistentHash)
            rule.getSpec().getTrafficPolicy().getLoadBalancer().getLbPolicy();
    assertThat(policy.getConsistentHash().getHashKey())
        .isEqualTo(new LoadBalancerSettingsConsistentHashLBHttpHeaderName("x-user"));
    assertThat(rule.getSpec().getSubsets().getFirst().getLabels()).containsEntry("version", "v1");
  }

  @Test
  void targetPortIsAnIntegerOrAName() {
    Service service =
        (Service)
            only("""
            apiVersion: v1
            kind: Service
            metadata: {name: x}
            spec:
              ports:
              - {name: http, port: 80, targetPort: 8080}
              - {name: https, port: 443, targetPort: web}
            """)
                .resource();
    assertThat(service.getSpec().getPorts().get(0).getTargetPort().getIntVal()).isEqualTo(8080);
    assertThat(service.getSpec().getPorts().get(1).getTargetPort().getStrVal()).isEqualTo("web");
  }

  @Test
  void endpointSlice() {
    EndpointSlice slice =
        (EndpointSlice)
            only("""
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: x, labels: {kubernetes.io/service-name: x}}
            addressType: IPv4
            endpoints:
            - addresses: [10.0.0.1]
              conditions: {ready: true}
              targetRef: {kind: Pod, name: p, namespace: default}
            ports:
            - {name: http, port: 8080, protocol: TCP}
            """)
                .resource();
    assertThat(slice.getEndpoints().getFirst().getAddresses()).containsExactly("10.0.0.1");
    assertThat(slice.getEndpoints().getFirst().getConditions().getReady()).isTrue();
    assertThat(slice.getPorts().getFirst().getPort()).isEqualTo(8080);
  }

  @Test
  void referenceGrantInItsOlderVersions() {
    for (String version : java.util.List.of("v1", "v1beta1", "v1alpha2")) {
      ReferenceGrant grant =
          (ReferenceGrant)
              only("""
              apiVersion: gateway.networking.k8s.io/%s
              kind: ReferenceGrant
              metadata: {name: x}
              spec:
                from: [{group: networking.istio.io, kind: Gateway, namespace: edge}]
                to: [{group: "", kind: Secret, name: shop}]
              """
                      .formatted(version))
                  .resource();
      assertThat(grant.getSpec().getFrom().getFirst().getNamespace()).isEqualTo("edge");
      assertThat(grant.getSpec().getTo().getFirst().getName()).isEqualTo("shop");
    }
  }

  @Test
  void stringDataOfASecretWinsOverData() {
    Secret secret =
        (Secret)
            only("""
            apiVersion: v1
            kind: Secret
            metadata: {name: x}
            data: {a: b2xk, b: a2VwdA==}
            stringData: {a: new}
            """)
                .resource();
    assertThat(secret.getData()).containsEntry("a", "bmV3").containsEntry("b", "a2VwdA==");
    assertThat(secret.getStringData()).isNull();
  }

  @Test
  void creationTimeIsReadAndElseTheEpoch() {
    String namespace = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n";
    ConfigObject<?> dated = only(namespace + "  creationTimestamp: 2026-01-31T12:00:00Z\n");
    assertThat(dated.created()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(dated.key().namespace()).isEmpty();
    assertThat(only(namespace).created()).isEqualTo(Instant.EPOCH);
  }

  /** The models make a map or a list of each field that is not there. */
  @Test
  void whatIsNotSetTakesNoRoom() {
    EndpointSlice slice =
        (EndpointSlice)
            only("""
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: x, labels: {kubernetes.io/service-name: a}}
            addressType: IPv4
            ports: [{name: http, port: 80}]
            endpoints:
            - {addresses: [10.0.0.1], conditions: {ready: true}}
            """)
                .resource();
    var endpoint = slice.getEndpoints().getFirst();
    assertThat(endpoint.getAddresses()).containsExactly("10.0.0.1");
    assertThat(endpoint.getConditions().getReady()).isTrue();
    assertThat(slice.getMetadata().getLabels()).containsEntry("kubernetes.io/service-name", "a");
    assertThat(slice.getAdditionalProperties()).isSameAs(Collections.emptyMap());
    assertThat(slice.getMetadata().getOwnerReferences()).isSameAs(Collections.emptyList());
    assertThat(endpoint.getAdditionalProperties()).isSameAs(Collections.emptyMap());
    assertThat(endpoint.getConditions().getAdditionalProperties()).isSameAs(Collections.emptyMap());
  }

  @Test
  void ofAPodOnlyWhatIsTranslatedIsKept() {
    Pod pod =
        (Pod)
            only("""
            apiVersion: v1
            kind: Pod
            metadata: {name: x, labels: {app: a}}
            spec:
              nodeName: node-1
              hostNetwork: true
              volumes: [{name: v, emptyDir: {}}]
              containers:
              - name: c
                image: nginx
                ports: [{name: http, containerPort: 8080}]
            status:
              phase: Running
              podIP: 10.0.0.1
              hostIP: 192.0.2.1
              conditions: [{type: Ready, status: "True"}]
            """)
                .resource();
    assertThat(pod.getMetadata().getLabels()).containsEntry("app", "a");
    assertThat(pod.getSpec().getNodeName()).isEqualTo("node-1");
    assertThat(pod.getSpec().getVolumes()).isEmpty();
    assertThat(pod.getSpec().getContainers().getFirst().getPorts().getFirst().getContainerPort())
        .isEqualTo(8080);
    assertThat(pod.getSpec().getContainers().getFirst().getImage()).isNull();
    assertThat(pod.getStatus().getPodIP()).isEqualTo("10.0.0.1");
    assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    assertThat(pod.getStatus().getHostIP()).isNull();
    assertThat(pod.getStatus().getConditions().getFirst().getStatus()).isEqualTo("True");
  }
}
