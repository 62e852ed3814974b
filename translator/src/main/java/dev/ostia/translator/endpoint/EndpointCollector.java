package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.endpoint.WorkloadReader.Workload;
import dev.ostia.translator.resolve.BackendPort;
import dev.ostia.translator.resolve.BackendService;
import dev.ostia.translator.resolve.BackendService.Resolution;
import dev.ostia.translator.resolve.ServiceReader;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the endpoints of one service from all objects that give some. */
final class EndpointCollector {

  private final BackendService service;
  private final List<ConfigObject<EndpointSlice>> slices;
  private final List<ConfigObject<Endpoints>> legacy;
  private final List<List<ConfigObject<WorkloadEntry>>> workloads;
  private final List<List<ConfigObject<Pod>>> pods;
  private final Lookups lookups;

  private final List<Endpoint> endpoints = new ArrayList<>();
  private final Set<ObjectKey> origins = new TreeSet<>();

  /**
   * @param workloads for each source of the service those that its selector may pick
   * @param pods likewise
   */
  EndpointCollector(
      BackendService service,
      List<ConfigObject<EndpointSlice>> slices,
      List<ConfigObject<Endpoints>> legacy,
      List<List<ConfigObject<WorkloadEntry>>> workloads,
      List<List<ConfigObject<Pod>>> pods,
      Lookups lookups) {
    this.service = service;
    this.slices = slices;
    this.legacy = legacy;
    this.workloads = workloads;
    this.pods = pods;
    this.lookups = lookups;
  }

  ServiceEndpoints collect() {
    SliceReader reader = new SliceReader(lookups, endpoints::add);
    for (ConfigObject<EndpointSlice> slice : slices) {
      reader.read(slice);
      origins.add(slice.key());
    }
    for (ConfigObject<Endpoints> object : legacy) {
      reader.readLegacy(object);
      origins.add(object.key());
    }
    for (int i = 0; i < service.sources().size(); i++) {
      collect(service.sources().get(i), workloads.get(i), pods.get(i));
    }
    if (service.resolution() != Resolution.DNS_ROUND_ROBIN) {
      endpoints.sort(Endpoint.ORDER);
    }
    return new ServiceEndpoints(List.copyOf(endpoints), Set.copyOf(origins));
  }

  private void collect(
      ConfigObject<?> source,
      List<ConfigObject<WorkloadEntry>> ownWorkloads,
      List<ConfigObject<Pod>> ownPods) {
    Map<String, String> selector = EndpointIndex.selector(source);
    if (!selector.isEmpty()) {
      for (ConfigObject<WorkloadEntry> candidate : ownWorkloads) {
        if (contains(WorkloadReader.labels(candidate), selector)) {
          add(source, candidate.key(), WorkloadReader.read(candidate));
        }
      }
      for (ConfigObject<Pod> candidate : ownPods) {
        if (contains(candidate.labels(), selector)) {
          Workload pod = WorkloadReader.read(candidate, lookups);
          if (pod != null && pod.ready()) {
            add(source, candidate.key(), pod);
          }
        }
      }
    }
    if (source.resource() instanceof ServiceEntry entry) {
      collect(source, entry);
    }
  }

  private void collect(ConfigObject<?> source, ServiceEntry entry) {
    var declared = entry.getSpec().getEndpoints();
    origins.add(source.key());
    if (declared != null && !declared.isEmpty()) {
      for (var endpoint : declared) {
        if (endpoint != null) {
          Map<String, String> labels =
              endpoint.getLabels() == null ? Map.of() : endpoint.getLabels();
          add(source, source.key(), WorkloadReader.read(endpoint, labels));
        }
      }
    } else if (entry.getSpec().getWorkloadSelector() == null && isDns()) {
      add(
          source,
          source.key(),
          new Workload(
              service.hostname(),
              Map.of(),
              Map.of(),
              dev.ostia.translator.config.Proxy.Locality.UNKNOWN,
              1,
              true));
    }
  }

  private boolean isDns() {
    return service.resolution() == Resolution.DNS
        || service.resolution() == Resolution.DNS_ROUND_ROBIN;
  }

  private void add(ConfigObject<?> source, ObjectKey from, @Nullable Workload workload) {
    if (workload == null) {
      return;
    }
    origins.add(from);
    boolean entry = source.resource() instanceof ServiceEntry;
    for (BackendPort port : ServiceReader.ports(source)) {
      int number = entry ? entryPort(workload, port) : servicePort(workload, port);
      if (number > 0) {
        endpoints.add(workload.at(port, number));
      }
    }
  }

  /** A port named by the endpoint wins over targetPort, and that over the service port. */
  private static int entryPort(Workload workload, BackendPort port) {
    Integer own = workload.ports().get(port.name());
    if (own != null) {
      return own;
    }
    return port.targetPort() > 0 ? port.targetPort() : port.number();
  }

  /** The target port of a Kubernetes Service; 0 if it is a name that the workload does not have. */
  private static int servicePort(Workload workload, BackendPort port) {
    if (!port.targetPortName().isEmpty()) {
      return workload.ports().getOrDefault(port.targetPortName(), 0);
    }
    return port.targetPort();
  }

  private static boolean contains(Map<String, String> labels, Map<String, String> selector) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
