package dev.ostia.translator.simulate;

import java.util.List;

/**
 * The answer of the simulator: what happens to a request and how it came to that.
 *
 * @param steps each decision, in order, those against something too
 * @param shares what happens, by how often: one entry unless traffic is split by weight
 */
public record Simulation(Request request, List<Step> steps, List<Share> shares) {

  /**
   * A part of the traffic.
   *
   * @param weight of this part
   * @param totalWeight of all parts; the part gets weight / totalWeight of the requests
   */
  public record Share(long weight, long totalWeight, Outcome outcome) {

    /** All of the traffic. */
    static Share whole(Outcome outcome) {
      return new Share(1, 1, outcome);
    }

    /** The part of the requests, from 0 to 1. */
    public double fraction() {
      return (double) weight / totalWeight;
    }
  }
}
