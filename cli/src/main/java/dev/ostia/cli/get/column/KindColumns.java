package dev.ostia.cli.get.column;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of a kind between NAME and READY, as {@code kubectl get} has them: for Istio's kinds
 * those of the CustomResourceDefinitions.
 *
 * @param headers in order
 */
public record KindColumns(List<String> headers, Function<ConfigObject<?>, List<String>> content) {

  /**
   * Those of this kind.
   *
   * @param wide whether the further columns of {@code -o wide} are wanted
   */
  public static KindColumns of(Kind kind, boolean wide) {
    return switch (kind) {
      case GATEWAY ->
          wide
              ? of(Gateway.class, IstioCells::gateway, "AGE", "SELECTOR", "SERVERS")
              : of(Gateway.class, (gateway, age) -> List.of(age), "AGE");
      case VIRTUAL_SERVICE ->
          of(VirtualService.class, IstioCells::virtualService, "GATEWAYS", "HOSTS", "AGE");
      case DESTINATION_RULE -> of(DestinationRule.class, IstioCells::rule, "HOST", "AGE");
      case SERVICE_ENTRY ->
          of(ServiceEntry.class, IstioCells::entry, "HOSTS", "LOCATION", "RESOLUTION", "AGE");
      case WORKLOAD_ENTRY -> of(WorkloadEntry.class, IstioCells::workload, "AGE", "ADDRESS");
      case SERVICE ->
          wide
              ? of(
                  Service.class,
                  ServiceCells::wide,
                  "TYPE",
                  "CLUSTER-IP",
                  "EXTERNAL-IP",
                  "PORT(S)",
                  "AGE",
                  "SELECTOR")
              : of(
                  Service.class,
                  ServiceCells::brief,
                  "TYPE",
                  "CLUSTER-IP",
                  "EXTERNAL-IP",
                  "PORT(S)",
                  "AGE");
      case ENDPOINT_SLICE ->
          of(EndpointSlice.class, CoreCells::slice, "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE");
      case SECRET -> of(Secret.class, CoreCells::secret, "TYPE", "DATA", "AGE");
      case CONFIG_MAP -> of(ConfigMap.class, CoreCells::configMap, "DATA", "AGE");
      default -> of(HasMetadata.class, (object, age) -> List.of(age), "AGE");
    };
  }

  @FunctionalInterface
  private interface Cells<T> {
    List<String> of(T object, String age);
  }

  private static <T extends HasMetadata> KindColumns of(
      Class<T> model, Cells<T> cells, String... headers) {
    return new KindColumns(
        List.of(headers),
        object -> cells.of(model.cast(object.resource()), Age.of(object.created(), Instant.now())));
  }

  /** The cells of an object, one for each header. */
  public List<String> cells(ConfigObject<?> object) {
    return content.apply(object);
  }
}
