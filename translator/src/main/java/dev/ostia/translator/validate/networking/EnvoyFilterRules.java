package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.common.TargetRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Regexes;
import java.util.Set;

/** What Istio refuses in an EnvoyFilter, except for what the patches hold. */
public final class EnvoyFilterRules {

  private static final String INVALID = "INVALID";
  private static final int MAX_VERSION = 1024;
  private static final Set<String> HTTP_MANAGERS =
      Set.of("envoy.filters.network.http_connection_manager", "envoy.http_connection_manager");

  private EnvoyFilterRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    CommonRules.selector(spec.get("workloadSelector").get("labels"), findings);
    TargetRules.check(spec, findings);
    for (Field patch : spec.items("configPatches")) {
      checkContext(patch.get("match"), findings);
      if (!patch.get("match").text("context").equals("WAYPOINT")) {
        checkPatch(patch, findings);
      }
    }
  }

  private static void checkContext(Field match, Findings findings) {
    boolean waypoint = match.text("context").equals("WAYPOINT");
    if (match.present() && waypoint != match.has("waypoint")) {
      findings.refuse(
          match.get("waypoint"),
          "a match of waypoint and context: WAYPOINT need each other",
          "Set both, or none");
    }
  }

  private static void checkPatch(Field config, Findings findings) {
    Field patch = config.get("patch");
    String applyTo = config.text("applyTo");
    String operation = patch.text("operation");
    if (applyTo.isEmpty() || applyTo.equals(INVALID)) {
      findings.refuse(config.get("applyTo"), "the patch does not say what it is for");
    } else if (patch.absent()) {
      findings.refuse(patch, "there is no patch");
    } else if (operation.isEmpty() || operation.equals(INVALID)) {
      findings.refuse(patch.get("operation"), "the patch has no operation");
    } else if (!operation.equals("REMOVE") && !patch.has("value")) {
      findings.refuse(patch.get("value"), "the operation " + operation + " needs a value");
    } else {
      checkMatch(config.get("match"), applyTo, findings);
    }
  }

  private static void checkMatch(Field match, String applyTo, Findings findings) {
    Field version = match.get("proxy").get("proxyVersion");
    if (version.text().length() <= MAX_VERSION) {
      CommonRules.refuseIf(Regexes.faultOfSyntax(version.text()), version, findings);
    }
    String needed =
        switch (applyTo) {
          case "LISTENER", "FILTER_CHAIN", "NETWORK_FILTER", "HTTP_FILTER" -> "listener";
          case "ROUTE_CONFIGURATION", "VIRTUAL_HOST", "HTTP_ROUTE" -> "routeConfiguration";
          case "CLUSTER" -> "cluster";
          default -> "";
        };
    for (String object : Set.of("listener", "routeConfiguration", "cluster")) {
      if (!needed.isEmpty() && match.has(object) && !object.equals(needed)) {
        findings.refuse(
            match.get(object), applyTo + " is matched by " + needed + ", not by " + object);
      }
    }
    if (needed.equals("listener")) {
      checkFilter(match.get("listener").get("filterChain").get("filter"), applyTo, findings);
    }
  }

  private static void checkFilter(Field filter, String applyTo, Findings findings) {
    if (filter.absent()) {
      return;
    }
    if (filter.text("name").isEmpty()) {
      findings.refuse(filter.get("name"), "the match of a filter names none");
    } else if (filter.has("subFilter")) {
      Field inner = filter.get("subFilter");
      if (!applyTo.equals("HTTP_FILTER")) {
        findings.refuse(inner, "a match of subFilter is for HTTP_FILTER only");
      } else if (!HTTP_MANAGERS.contains(filter.text("name"))) {
        findings.refuse(
            filter.get("name"),
            "only envoy.filters.network.http_connection_manager has filters inside");
      } else if (inner.text("name").isEmpty()) {
        findings.refuse(inner.get("name"), "the match of a filter inside names none");
      }
    }
  }
}
