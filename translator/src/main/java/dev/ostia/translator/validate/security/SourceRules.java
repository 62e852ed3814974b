package dev.ostia.translator.validate.security;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;

/** What Istio refuses in {@code from}: who a request comes from. */
final class SourceRules {

  private static final List<String> ADDRESSES =
      List.of("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks");
  private static final List<String> ACCOUNTS = List.of("serviceAccounts", "notServiceAccounts");
  private static final List<String> TRUST_DOMAINS = List.of("trustDomains", "notTrustDomains");
  private static final List<String> NAMES =
      List.of("principals", "notPrincipals", "namespaces", "notNamespaces");
  private static final List<String> REQUEST_PRINCIPALS =
      List.of("requestPrincipals", "notRequestPrincipals");

  private SourceRules() {}

  static void check(Field from, boolean custom, Findings findings) {
    Field source = from.get("source");
    if (source.absent()) {
      findings.refuse(source, "there is no source", "Add one, such as source: {namespaces: [a]}");
      return;
    }
    boolean any =
        source.entries().stream().anyMatch(values -> values.present() && values.size() > 0);
    if (!any) {
      findings.refuse(source, "the source is empty", "Say who it is, or remove from");
    }
    checkTogether(source, findings);
    ADDRESSES.forEach(name -> ValueRules.addresses(source.get(name), findings));
    ACCOUNTS.forEach(name -> ValueRules.serviceAccounts(source.get(name), findings));
    TRUST_DOMAINS.forEach(name -> ValueRules.trustDomains(source.get(name), findings));
    NAMES.forEach(name -> ValueRules.notEmpty(source.get(name), findings));
    REQUEST_PRINCIPALS.forEach(name -> ValueRules.notEmpty(source.get(name), findings));
    if (custom) {
      refuseIdentities(source, findings);
    }
  }

  private static void checkTogether(Field source, Findings findings) {
    boolean accounts = ACCOUNTS.stream().anyMatch(source::has);
    for (String name : NAMES) {
      if (accounts && source.has(name)) {
        findings.refuse(
            source.get(name),
            "serviceAccounts cannot be given beside " + name,
            "Write the service account as namespace/name");
      }
    }
  }

  private static void refuseIdentities(Field source, Findings findings) {
    for (List<String> names : List.of(ACCOUNTS, TRUST_DOMAINS, NAMES, REQUEST_PRINCIPALS)) {
      for (String name : names) {
        if (source.size(name) > 0) {
          findings.refuse(source.get(name), name + " has no effect with the action CUSTOM");
        }
      }
    }
  }
}
