package dev.ostia.translator.route.shard;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which shards there are. A shard has all cells that begin with its bits; one that grows too large
 * is split in two, and two that are far below are put together. So one that changes hands changes
 * its name too, and requests can be led from the old to the new ones when those are complete.
 */
final class ShardTree {

  /** Halves are put together again below this part of the size at which they were split. */
  private static final int SLACK = 3;

  private Set<String> split = new TreeSet<>();

  /**
   * The shards.
   *
   * @param counts hosts of each cell
   * @param size above which a shard is split
   * @return their bits, sorted
   */
  Set<String> update(int[] counts, int size) {
    Set<String> shards = new TreeSet<>();
    Set<String> nowSplit = new TreeSet<>();
    add("", counts, size, shards, nowSplit);
    split = nowSplit;
    return shards;
  }

  private void add(String bits, int[] counts, int size, Set<String> shards, Set<String> nowSplit) {
    int count = count(bits, counts);
    boolean inTwo = split.contains(bits) ? count > size / SLACK : count > size;
    if (inTwo && bits.length() < ShardFunction.BITS) {
      nowSplit.add(bits);
      add(bits + "0", counts, size, shards, nowSplit);
      add(bits + "1", counts, size, shards, nowSplit);
    } else {
      shards.add(bits);
    }
  }

  private static int count(String bits, int[] counts) {
    int shift = ShardFunction.BITS - bits.length();
    int first = bits.isEmpty() ? 0 : Integer.parseInt(bits, 2) << shift;
    int sum = 0;
    for (int cell = first; cell < first + (1 << shift); cell++) {
      sum += counts[cell];
    }
    return sum;
  }
}
