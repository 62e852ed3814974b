package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.ProxyOverrides;
import java.util.List;
import java.util.Optional;

/**
 * The {@code ProxyConfig} that a gateway gives of itself.
 *
 * @param diagnostics what is wrong with it and which of its fields have no effect; the message of
 *     each is for the user
 */
public record NodeProxyConfig(ProxyOverrides overrides, List<Diagnostic> diagnostics) {

  /** Where a node has it; the fields of diagnostics begin with it. */
  public static final String PATH = "metadata.PROXY_CONFIG";

  /** Reads one. Never throws. */
  public static NodeProxyConfig read(JsonNode config) {
    MeshValues values = new MeshValues(FieldPositions.builder("node").build());
    ProxyConfigReader reader = new ProxyConfigReader(values);
    double[] sampling = {-1};
    values.each(
        PATH,
        config,
        (path, value) -> {
          if (MeshValues.last(path).equals("tracing")) {
            values.each(path, value, (field, of) -> sampling(values, field, of, sampling));
          } else {
            reader.field(path, value);
          }
        });
    return new NodeProxyConfig(
        reader.read().withSampling(sampling[0] < 0 ? Optional.empty() : Optional.of(sampling[0])),
        List.copyOf(values.diagnostics()));
  }

  private static void sampling(MeshValues values, String field, JsonNode value, double[] sampling) {
    if (MeshValues.last(field).equals("sampling")) {
      sampling[0] = TelemetryReader.sampling(values.number(field, value, 0));
    } else {
      values.notRead(field, true);
    }
  }
}
