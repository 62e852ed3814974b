package dev.ostia.controlplane.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance from a seed: the same seed draws the same. */
public final class Dice {

  private final Random random;

  /** Dice that fall as the seed says. */
  public Dice(long seed) {
    this.random = new Random(seed);
  }

  /** A number between these two, both included. */
  int number(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** Whether something of this likelihood, in percent, happens. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** One of these. */
  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One of these. */
  @SafeVarargs
  final <T> T pick(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** Some of these in any order, at least one and at most as many. */
  @SafeVarargs
  final <T> List<T> some(int most, T... all) {
    List<T> shuffled = new ArrayList<>();
    for (T element : all) {
      shuffled.add(element);
    }
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, number(1, Math.min(most, all.length))));
  }
}
