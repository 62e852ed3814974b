package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Istio refuses in load balancing by locality and by zone. */
final class LocalityRules {

  private static final Set<String> TOPOLOGY_LABELS =
      Set.of(
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private LocalityRules() {}

  static void check(Field locality, Findings findings) {
    if (locality.absent()) {
      return;
    }
    if (locality.size("distribute") > 0 && locality.size("failover") > 0) {
      findings.refuse(
          locality.get("failover"), "distribute and failover cannot both be given", "Keep one");
      return;
    }
    if (locality.size("failover") > 0
        && refuseTopology(
            locality.get("failoverPriority"),
            "failover orders regions already, so failoverPriority cannot have this label",
            findings)) {
      return;
    }
    List<Field> sources = new ArrayList<>();
    for (Field distribute : locality.items("distribute")) {
      sources.add(distribute.get("from"));
      if (!checkWeights(distribute, findings)) {
        return;
      }
    }
    LocalityOverlap.check(sources, Field::text, findings);
    checkFailover(locality, findings);
  }

  static void checkZoneAware(Field zones, Findings findings) {
    refuseTopology(
        zones.get("failoverPriority"),
        "regions and zones are balanced already, so failoverPriority cannot have this label",
        findings);
    checkFailover(zones, findings);
  }

  private static boolean refuseTopology(Field priorities, String message, Findings findings) {
    boolean refused = false;
    for (Field label : priorities.items()) {
      if (TOPOLOGY_LABELS.contains(label.text())) {
        findings.refuse(label, message, "Remove it");
        refused = true;
      }
    }
    return refused;
  }

  private static boolean checkWeights(Field distribute, Findings findings) {
    long total = 0;
    for (Field weight : distribute.entries("to")) {
      long percent = weight.number();
      if (percent < 1 || percent > 100) {
        findings.refuse(weight, "the weight " + percent + " is not from 1 to 100");
        return false;
      }
      total += percent;
    }
    if (total != 100) {
      findings.refuse(distribute.get("to"), "the weights add up to " + total + ", and must to 100");
      return false;
    }
    LocalityOverlap.check(distribute.entries("to"), Field::key, findings);
    return true;
  }

  private static void checkFailover(Field setting, Findings findings) {
    for (Field failover : setting.items("failover")) {
      String from = failover.text("from");
      String to = failover.text("to");
      if (from.equals(to)) {
        findings.refuse(
            failover.get("to"), "a failover from " + quote(from) + " to itself changes nothing");
      }
      if (from.contains("/") || to.contains("/")) {
        findings.refuse(failover, "a failover names regions, without zones", "Cut it at the slash");
      }
      if (from.contains("*") || to.contains("*")) {
        findings.refuse(failover, "a failover names regions in full, without *");
      }
    }
  }
}
