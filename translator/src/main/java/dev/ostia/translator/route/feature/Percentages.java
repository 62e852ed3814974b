package dev.ostia.translator.route.feature;

import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import org.jspecify.annotations.Nullable;

/** Shares of requests. */
final class Percentages {

  /** All requests. */
  static final FractionalPercent ALL = whole(100);

  private Percentages() {}

  /** A share with a ten-thousandth of a percent as its smallest step; no value means none. */
  static FractionalPercent of(Percent percent) {
    double value = percent.getValue() == null ? 0 : percent.getValue();
    return FractionalPercent.newBuilder()
        .setNumerator((int) (Math.clamp(value, 0, 100) * 10_000))
        .setDenominator(DenominatorType.MILLION)
        .build();
  }

  /** A share as Istio's deprecated fields give it; no value means none. */
  static FractionalPercent whole(@Nullable Integer percent) {
    return FractionalPercent.newBuilder()
        .setNumerator(percent == null ? 0 : Math.clamp(percent, 0, 100))
        .setDenominator(DenominatorType.HUNDRED)
        .build();
  }
}
