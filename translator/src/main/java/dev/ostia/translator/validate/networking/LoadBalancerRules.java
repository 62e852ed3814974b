package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.HashSet;
import java.util.Set;

/** What Istio refuses in the settings of load balancing. */
final class LoadBalancerRules {

  private static final long MAX_TABLE = 5_000_011;
  private static final long MAX_RING = 8_388_608;

  private LoadBalancerRules() {}

  static void check(Field balancer, Findings findings) {
    if (balancer.absent()) {
      return;
    }
    checkHash(balancer.get("consistentHash"), findings);
    if (balancer.has("localityLbSetting") && balancer.has("zoneAwareLbSetting")) {
      findings.refuse(
          balancer.get("zoneAwareLbSetting"),
          "localityLbSetting and zoneAwareLbSetting cannot both be given",
          "Keep one");
    }
    LocalityRules.check(balancer.get("localityLbSetting"), findings);
    LocalityRules.checkZoneAware(balancer.get("zoneAwareLbSetting"), findings);
    checkWarmup(balancer.get("warmup"), findings);
  }

  private static void checkHash(Field hash, Findings findings) {
    if (hash.absent()) {
      return;
    }
    if (hash.has("httpCookie")) {
      checkCookie(hash.get("httpCookie"), findings);
    }
    if (hash.number("minimumRingSize") != 0 && (hash.has("maglev") || hash.has("ringHash"))) {
      findings.refuse(
          hash.get("minimumRingSize"),
          "minimumRingSize cannot be given beside ringHash or maglev",
          "Move it to ringHash.minimumRingSize");
    }
    checkRing(hash.get("minimumRingSize"), findings);
    checkRing(hash.get("ringHash").get("minimumRingSize"), findings);
    if (hash.has("maglev")) {
      checkTable(hash.get("maglev").get("tableSize"), findings);
    }
  }

  private static void checkRing(Field size, Findings findings) {
    if (size.number() > MAX_RING) {
      findings.refuse(
          size,
          "a ring of " + size.number() + " entries is larger than Envoy allows",
          "Use " + MAX_RING + " at most; 1024 is usual");
    }
  }

  private static void checkCookie(Field cookie, Findings findings) {
    if (cookie.text("name").isEmpty()) {
      findings.refuse(cookie.get("name"), "the cookie has no name");
    }
    Set<String> names = new HashSet<>();
    for (Field attribute : cookie.items("attributes")) {
      Field name = attribute.get("name");
      if (name.text().isEmpty()) {
        findings.refuse(name, "the attribute of the cookie has no name");
      } else if (!names.add(name.text())) {
        findings.refuse(name, "the attribute " + quote(name.text()) + " is given twice");
      }
    }
  }

  private static void checkTable(Field size, Findings findings) {
    long entries = size.number();
    if (entries >= MAX_TABLE || !isPrime(entries)) {
      findings.refuse(
          size,
          size.absent()
              ? "maglev needs a tableSize"
              : "the tableSize " + entries + " is not a prime number below " + MAX_TABLE,
          "Use 65537, the usual one");
    }
  }

  private static boolean isPrime(long number) {
    if (number == 2) {
      return true;
    }
    // Istio takes 1 as well, with which Envoy divides by zero and is gone.
    if (number < 2 || number % 2 == 0) {
      return false;
    }
    for (long factor = 3; factor * factor <= number; factor += 2) {
      if (number % factor == 0) {
        return false;
      }
    }
    return true;
  }

  private static void checkWarmup(Field warmup, Findings findings) {
    if (warmup.absent()) {
      return;
    }
    CommonRules.duration(warmup.get("duration"), findings);
    Field aggression = warmup.get("aggression");
    if (aggression.present() && aggression.decimal() <= 0) {
      findings.refuse(aggression, "aggression must be more than 0", "1 makes the increase linear");
    }
  }
}
