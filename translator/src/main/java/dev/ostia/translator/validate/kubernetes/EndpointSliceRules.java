package dev.ostia.translator.validate.kubernetes;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.Set;

/** What an API server refuses in an EndpointSlice. */
public final class EndpointSliceRules {

  private static final Set<String> TYPES = Set.of("IPv4", "IPv6", "FQDN");

  private EndpointSliceRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field type = object.get("addressType");
    if (!TYPES.contains(type.text())) {
      findings.refuse(
          type,
          type.absent()
              ? "addressType is missing"
              : quote(type.text()) + " is not a type of addresses",
          "Use IPv4, IPv6 or FQDN");
    }
    for (Field endpoint : object.items("endpoints")) {
      if (endpoint.size("addresses") == 0) {
        findings.refuse(endpoint.get("addresses"), "the endpoint has no address");
      }
    }
  }
}
