package dev.ostia.translator.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.extensions.ExtensionRules;
import dev.ostia.translator.validate.kubernetes.EndpointSliceRules;
import dev.ostia.translator.validate.kubernetes.ServiceRules;
import dev.ostia.translator.validate.networking.DestinationRuleRules;
import dev.ostia.translator.validate.networking.EnvoyFilterRules;
import dev.ostia.translator.validate.networking.GatewayRules;
import dev.ostia.translator.validate.networking.ServiceEntryRules;
import dev.ostia.translator.validate.networking.SidecarRules;
import dev.ostia.translator.validate.networking.VirtualServiceRules;
import dev.ostia.translator.validate.networking.WorkloadEntryRules;
import dev.ostia.translator.validate.networking.WorkloadGroupRules;
import dev.ostia.translator.validate.security.AuthorizationPolicyRules;
import dev.ostia.translator.validate.security.PeerAuthenticationRules;
import dev.ostia.translator.validate.security.RequestAuthenticationRules;
import dev.ostia.translator.validate.telemetry.TelemetryRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that go beyond the form of an object: what Istio's own validation would refuse. */
public final class Rules {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ISTIO = ".istio.io";
  private static final String DEFAULT_NAMESPACE = "default";

  /** The rule sets by kind. Istio's kinds have different names in all groups. */
  private static final Map<String, KindRules> BY_KIND =
      Map.ofEntries(
          Map.entry("Gateway", GatewayRules::check),
          Map.entry("VirtualService", VirtualServiceRules::check),
          Map.entry("DestinationRule", DestinationRuleRules::check),
          Map.entry("ServiceEntry", ServiceEntryRules::check),
          Map.entry("WorkloadEntry", WorkloadEntryRules::check),
          Map.entry("WorkloadGroup", WorkloadGroupRules::check),
          Map.entry("Sidecar", SidecarRules::check),
          Map.entry("EnvoyFilter", EnvoyFilterRules::check),
          Map.entry("AuthorizationPolicy", AuthorizationPolicyRules::check),
          Map.entry("RequestAuthentication", RequestAuthenticationRules::check),
          Map.entry("PeerAuthentication", PeerAuthenticationRules::check),
          Map.entry("Telemetry", TelemetryRules::check),
          Map.entry("WasmPlugin", ExtensionRules::checkWasmPlugin),
          Map.entry("TrafficExtension", ExtensionRules::checkTrafficExtension));

  private static final Map<Kind, KindRules> OF_KUBERNETES =
      Map.of(
          Kind.SERVICE, ServiceRules::check,
          Kind.ENDPOINT_SLICE, EndpointSliceRules::check);

  private Rules() {}

  /**
   * Checks an object that has passed {@link StructureCheck}, as it was written. This is the way for
   * those who have it in this form: nothing is lost, and it is cheaper.
   *
   * @param key the kind, and the namespace that it is in also where the object does not say so
   * @return what is wrong; empty if nothing
   */
  public static List<Violation> check(ObjectKey key, JsonNode object) {
    Findings findings = new Findings();
    if (key.kind().group().endsWith(ISTIO)) {
      check(key.kind().kindName(), Field.root(object), key.namespace(), findings);
    } else if (OF_KUBERNETES.containsKey(key.kind())) {
      OF_KUBERNETES.get(key.kind()).check(Field.root(object), key.namespace(), findings);
    }
    return findings.all();
  }

  /**
   * Checks an object of Istio that comes from an API server, where nobody may have checked it.
   *
   * @return what is wrong; empty if nothing
   */
  public static List<Violation> check(ConfigObject<?> object) {
    return object.key().kind().group().endsWith(ISTIO)
        ? check(object.key(), MAPPER.valueToTree(object.resource()))
        : List.of();
  }

  /** Checks an object of Istio whose kind Ostia does not read; any other is passed over. */
  static void checkUnread(String apiVersion, String kind, Field object, Findings findings) {
    String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    if (Kind.of(group, kind).isEmpty() && StructureCheck.isIstioKind(apiVersion, kind)) {
      String namespace = object.get("metadata").text("namespace");
      check(kind, object, namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace, findings);
    }
  }

  private static void check(String kind, Field object, String namespace, Findings findings) {
    AnnotationRules.check(kind, object, findings);
    @Nullable KindRules rules = BY_KIND.get(kind);
    if (rules != null) {
      rules.check(object, namespace, findings);
    }
  }
}
