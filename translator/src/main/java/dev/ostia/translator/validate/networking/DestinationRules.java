package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.Names;
import java.util.List;

/** What Istio refuses in the destinations of routes. */
final class DestinationRules {

  private DestinationRules() {}

  /** Notes what is wrong with one destination; nothing if it is absent. */
  static void check(Field destination, Findings findings) {
    if (destination.absent()) {
      return;
    }
    Field host = destination.get("host");
    if (host.text().equals("*")) {
      findings.refuse(host, "a destination cannot be every host", "Name a Service or ServiceEntry");
    } else {
      CommonRules.refuseIf(Hosts.faultOfWildcard(host.text()), host, findings);
    }
    Field subset = destination.get("subset");
    if (!subset.text().isEmpty() && !Names.isDnsLabel(subset.text())) {
      findings.refuse(subset, quote(subset.text()) + " is not a name of a subset");
    }
    if (destination.has("port")) {
      CommonRules.port(destination.get("port").get("number"), findings);
    }
  }

  /** Notes what is wrong with the destinations of a route and their weights. */
  static void checkWeighted(List<Field> destinations, Field list, Findings findings) {
    long total = 0;
    for (Field weighted : destinations) {
      HeaderRules.check(weighted.get("headers"), findings);
      check(weighted.get("destination"), findings);
      long weight = weighted.number("weight");
      if (weight < 0) {
        findings.refuse(weighted.get("weight"), "the weight " + weight + " is negative");
      }
      total += weight;
    }
    if (destinations.size() > 1 && total == 0) {
      findings.refuse(
          list,
          "the weights of these destinations add up to 0, so none would get traffic",
          "Give at least one of them a weight");
    }
  }
}
