package dev.ostia.translator.cluster;

import com.google.common.net.InetAddresses;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryResolution;
import io.fabric8.istio.api.api.networking.v1alpha3.WorkloadEntry;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;

/** Which fields of one ServiceEntry or EndpointSlice have no effect. */
final class EntryChecks {

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private EntryChecks() {}

  static List<Diagnostic> of(ConfigObject<ServiceEntry> entry) {
    var spec = entry.resource().getSpec();
    if (spec == null) {
      return List.of();
    }
    List<Diagnostic> found = new ArrayList<>();
    if (spec.getResolution() == ServiceEntryResolution.DYNAMIC_DNS) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.NOT_HONOURED,
              entry,
              "spec.resolution",
              "a gateway cannot resolve the host of each request, so requests get 503",
              "Use resolution DNS"));
    }
    if (spec.getAddresses() != null && !spec.getAddresses().isEmpty()) {
      found.add(
          PlainChecks.inform(
              entry,
              "spec.addresses",
              "a gateway chooses by host name, so addresses that clients connect to mean nothing"));
    }
    List<WorkloadEntry> endpoints = spec.getEndpoints() == null ? List.of() : spec.getEndpoints();
    for (int i = 0; i < endpoints.size(); i++) {
      if (endpoints.get(i) != null) {
        check(entry, endpoints.get(i), "spec.endpoints[" + i + "]", found);
      }
    }
    return List.copyOf(found);
  }

  private static void check(
      ConfigObject<ServiceEntry> entry,
      WorkloadEntry endpoint,
      String path,
      List<Diagnostic> found) {
    String address = endpoint.getAddress();
    boolean named =
        address != null
            && !address.isEmpty()
            && !address.startsWith("unix://")
            && !InetAddresses.isInetAddress(address);
    if (named && entry.resource().getSpec().getResolution() == ServiceEntryResolution.STATIC) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              entry,
              path + ".address",
              "resolution STATIC needs IP addresses, so " + address + " gets no requests",
              "Use resolution DNS"));
    }
    found.addAll(PlainChecks.ofWorkload(entry, endpoint, path + "."));
  }

  static List<Diagnostic> ofSlice(ConfigObject<EndpointSlice> slice) {
    if ("FQDN".equals(slice.resource().getAddressType())) {
      return List.of(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              slice,
              "addressType",
              "endpoints must be IP addresses; those of this slice are left out, as in Istio",
              "Use a ServiceEntry with resolution DNS for host names"));
    }
    return slice.labels().containsKey(SERVICE_NAME)
        ? List.of()
        : List.of(
            Diagnostic.of(
                DiagnosticCode.NO_EFFECT,
                slice,
                "metadata.labels",
                "without the label " + SERVICE_NAME + " it belongs to no Service",
                "Add the label with the name of the Service"));
  }
}
