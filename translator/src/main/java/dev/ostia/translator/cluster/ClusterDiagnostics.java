package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.endpoint.Endpoint;
import dev.ostia.translator.resolve.BackendService.Resolution;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a user should know about a cluster that can answer nothing but 503. */
final class ClusterDiagnostics {

  private ClusterDiagnostics() {}

  static List<Diagnostic> of(ClusterInput input) {
    List<Diagnostic> all = new ArrayList<>();
    // That services of a mesh have no sidecars is no fault of theirs.
    if (!input.name().serverName()) {
      all.addAll(ofEndpoints(input));
      all.addAll(ProtocolChecks.of(input));
      all.addAll(TlsDefaultsCheck.of(input));
    }
    if (input.rule() != null) {
      all.addAll(input.rule().diagnostics());
    }
    return all;
  }

  private static List<Diagnostic> ofEndpoints(ClusterInput input) {
    List<Endpoint> endpoints = input.endpoints().endpoints();
    if (endpoints.isEmpty()) {
      if (input.service().resolution() == Resolution.DYNAMIC_DNS) {
        return List.of();
      }
      return List.of(withoutEndpoints(input));
    }
    NamedSubset subset = input.subset();
    if (subset != null && endpoints.stream().noneMatch(e -> e.matches(subset.labels()))) {
      return List.of(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              subset.rule(),
              subset.field() + ".labels",
              "no endpoint of "
                  + input.service().hostname()
                  + " has the labels "
                  + new TreeMap<>(subset.labels())
                  + ", so requests to this subset get 503",
              "Check the labels of the Pods or workloads; those of an EndpointSlice come from the"
                  + " Pod that its targetRef names"));
    }
    String port = input.port().name();
    if (endpoints.stream().noneMatch(e -> e.portName().equals(port))) {
      return List.of(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              input.service().owner(),
              "spec.ports",
              "no endpoint serves port "
                  + input.port().number()
                  + ", which is joined by its name '"
                  + port
                  + "', so requests get 503",
              "Give the port the same name in the Service and in its EndpointSlices"));
    }
    return List.of();
  }

  private static Diagnostic withoutEndpoints(ClusterInput input) {
    ConfigObject<?> owner = input.service().owner();
    if (input.service().resolution() == Resolution.NONE) {
      return Diagnostic.of(
          DiagnosticCode.NO_EFFECT,
          owner,
          "spec.resolution",
          "a gateway does not know the address that a client meant, so requests to "
              + input.service().hostname()
              + " get 503",
          "Use resolution DNS or STATIC");
    }
    if (input.service().isKubernetes()) {
      return Diagnostic.of(
          DiagnosticCode.NO_EFFECT,
          owner,
          "",
          "there is no EndpointSlice with an endpoint for it, so requests get 503",
          "Add an EndpointSlice with the label kubernetes.io/service-name, or Pods with addresses"
              + " that its selector picks");
    }
    return Diagnostic.of(
        DiagnosticCode.NO_EFFECT,
        owner,
        "spec.endpoints",
        "it has no endpoints, so requests to " + input.service().hostname() + " get 503",
        "Add endpoints, or workloads that its workloadSelector picks");
  }
}
