package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.resolve.BackendService.Resolution;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryResolution;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single objects into services of the registry. */
public final class ServiceReader {

  private ServiceReader() {}

  /** The service of a Kubernetes Service. */
  static BackendService ofService(ConfigObject<Service> object, String hostname) {
    ServiceSpec spec = object.resource().getSpec();
    String alias =
        spec != null && "ExternalName".equals(spec.getType()) && spec.getExternalName() != null
            ? spec.getExternalName()
            : "";
    return new BackendService(
        hostname,
        object,
        List.of(object),
        alias.isEmpty() ? Resolution.EDS : Resolution.ALIAS,
        ports(object),
        Exports.of(object.annotations()),
        alias);
  }

  /** The ports that a Service or a ServiceEntry declares. */
  public static List<BackendPort> ports(ConfigObject<?> object) {
    List<BackendPort> ports = new ArrayList<>();
    if (object.resource() instanceof Service service
        && service.getSpec() != null
        && service.getSpec().getPorts() != null) {
      service.getSpec().getPorts().forEach(port -> add(ports, port));
    } else if (object.resource() instanceof ServiceEntry entry
        && entry.getSpec().getPorts() != null) {
      entry.getSpec().getPorts().forEach(port -> add(ports, port));
    }
    return ports;
  }

  private static void add(
      List<BackendPort> ports, io.fabric8.istio.api.api.networking.v1alpha3.ServicePort port) {
    if (port == null || port.getNumber() == null) {
      return;
    }
    int target = port.getTargetPort() == null ? 0 : port.getTargetPort().intValue();
    ports.add(
        new BackendPort(
            port.getNumber().intValue(),
            orEmpty(port.getName()),
            PortProtocol.parse(port.getProtocol()),
            target,
            ""));
  }

  private static void add(List<BackendPort> ports, ServicePort port) {
    if (port.getPort() == null) {
      return;
    }
    String name = orEmpty(port.getName());
    PortProtocol protocol =
        PortProtocol.ofServicePort(port.getPort(), name, port.getProtocol(), port.getAppProtocol());
    IntOrString target = port.getTargetPort();
    boolean named = target != null && target.getStrVal() != null;
    int number = target != null && target.getIntVal() != null ? target.getIntVal() : 0;
    ports.add(
        new BackendPort(
            port.getPort(),
            name,
            protocol,
            named ? 0 : number > 0 ? number : port.getPort(),
            named ? target.getStrVal() : ""));
  }

  /** The service of one host of a ServiceEntry. */
  static BackendService ofEntry(ConfigObject<ServiceEntry> object, String hostname) {
    io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntry spec = object.resource().getSpec();
    return new BackendService(
        hostname,
        object,
        List.of(object),
        resolution(spec.getResolution()),
        ports(object),
        Exports.of(spec.getExportTo()),
        "");
  }

  private static Resolution resolution(@Nullable ServiceEntryResolution resolution) {
    if (resolution == null) {
      return Resolution.NONE;
    }
    return switch (resolution) {
      case STATIC -> Resolution.EDS;
      case DNS -> Resolution.DNS;
      case DNS_ROUND_ROBIN -> Resolution.DNS_ROUND_ROBIN;
      case DYNAMIC_DNS -> Resolution.DYNAMIC_DNS;
      case NONE -> Resolution.NONE;
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
