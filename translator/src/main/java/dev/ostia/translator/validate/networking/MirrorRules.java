package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** What Istio refuses in {@code mirror}, {@code mirrors} and the percentages of them. */
final class MirrorRules {

  private MirrorRules() {}

  static void check(Field route, Findings findings) {
    CommonRules.percentage(route.get("mirrorPercent"), findings);
    CommonRules.percentage(route.get("mirror_percent"), findings);
    CommonRules.percentage(route.get("mirrorPercentage").get("value"), findings);
    DestinationRules.check(route.get("mirror"), findings);
    for (Field mirror : route.items("mirrors")) {
      DestinationRules.check(mirror.get("destination"), findings);
      CommonRules.percentage(mirror.get("percentage").get("value"), findings);
    }
  }
}
