package dev.ostia.cli.analyze.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.net.InetAddresses;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.GatewayReference;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Istio's validation takes of a VirtualService and warns of. */
final class VirtualServiceWarnings {

  /** Of a body; ten times as much is refused. */
  private static final int LARGE = 100 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigObject<VirtualService> service;
  private final List<Diagnostic> found;

  private VirtualServiceWarnings(ConfigObject<VirtualService> service, List<Diagnostic> found) {
    this.service = service;
    this.found = found;
  }

  static void check(ConfigObject<VirtualService> service, List<Diagnostic> found) {
    VirtualServiceWarnings warnings = new VirtualServiceWarnings(service, found);
    JsonNode spec = JSON.valueToTree(service.resource().getSpec());
    warnings.gateways("spec.gateways", spec.path("gateways"));
    for (String kind : List.of("http", "tcp", "tls")) {
      for (int i = 0; i < spec.path(kind).size(); i++) {
        warnings.ofRule("spec." + kind + "[" + i + "]", spec.path(kind).path(i));
      }
    }
  }

  private void ofRule(String field, JsonNode rule) {
    for (int i = 0; i < rule.path("match").size(); i++) {
      JsonNode match = rule.path("match").path(i);
      String at = field + ".match[" + i + "]";
      gateways(at + ".gateways", match.path("gateways"));
      addresses(at + ".sniHosts", match.path("sniHosts"));
    }
    if (rule.has("mirrorPercent")) {
      warn(field + ".mirrorPercent", "the field is deprecated", "Use mirrorPercentage");
    }
    JsonNode body = rule.path("directResponse").path("body").path("string");
    if (body.asText().getBytes(StandardCharsets.UTF_8).length > LARGE) {
      warn(
          field + ".directResponse.body",
          "a body of more than 100 KiB makes every push large",
          "Let a backend answer with it");
    }
    JsonNode abort = rule.path("fault").path("abort");
    if (abort.isObject()
        && !abort.has("httpStatus")
        && !abort.has("grpcStatus")
        && !abort.has("http2Error")) {
      warn(field + ".fault.abort", "no request is aborted, as no status is set", "Set httpStatus");
    }
  }

  /** The name of a Gateway as a host name, which Istio's validation advises against. */
  private void gateways(String field, JsonNode names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.path(i).asText();
      if (name.contains(".") && !name.contains("/")) {
        warn(
            field + "[" + i + "]",
            "%s is the old form of a Gateway's name".formatted(name),
            "Write " + GatewayReference.qualify(name, service.key().namespace()));
      }
    }
  }

  private void addresses(String field, JsonNode names) {
    for (int i = 0; i < names.size(); i++) {
      if (InetAddresses.isInetAddress(names.path(i).asText())) {
        warn(
            field + "[" + i + "]",
            "clients do not send an address as the server name",
            "Name the host, or match destinationSubnets");
      }
    }
  }

  private void warn(String field, String message, String advice) {
    found.add(SchemaWarnings.warning(service, field, message, advice));
  }
}
