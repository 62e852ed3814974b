package dev.ostia.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures of one thing measured several times, in milliseconds. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void addNanos(long nanos) {
    values.add(nanos / 1e6);
  }

  int count() {
    return values.size();
  }

  /**
   * The value below which this share of the samples lies.
   *
   * @param share 0.5 for the median
   */
  double percentile(double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
