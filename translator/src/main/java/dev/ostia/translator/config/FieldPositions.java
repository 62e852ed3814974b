package dev.ostia.translator.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of one object stand in its file. Kept as two int arrays because every object of
 * a large configuration carries one: a path is known by its hash alone, so a collision inside one
 * object could name a wrong line, which is harmless.
 *
 * <p>Paths are written as in messages: {@code spec.http[0].match[1].uri.prefix}; the empty path is
 * the object itself.
 */
public final class FieldPositions {

  private static final int COLUMN_BITS = 10;
  private static final int MAX_COLUMN = (1 << COLUMN_BITS) - 1;

  private final String file;
  private final int[] hashes;
  private final int[] places;

  private FieldPositions(String file, int[] hashes, int[] places) {
    this.file = file;
    this.hashes = hashes;
    this.places = places;
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /**
   * The place of this field, or of the nearest field around it that is known.
   *
   * @param path such as {@code spec.servers[0].port.number}
   */
  public Position of(String path) {
    String candidate = path;
    while (true) {
      int index = Arrays.binarySearch(hashes, candidate.hashCode());
      if (index >= 0) {
        return new Position(file, places[index] >>> COLUMN_BITS, places[index] & MAX_COLUMN);
      }
      if (candidate.isEmpty()) {
        return new Position(file, 1, 1);
      }
      candidate = parent(candidate);
    }
  }

  private static String parent(String path) {
    int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return cut <= 0 ? "" : path.substring(0, cut);
  }

  /** Whether every field stands at the same place. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPositions that
        && file.equals(that.file)
        && Arrays.equals(hashes, that.hashes)
        && Arrays.equals(places, that.places);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(hashes) + Arrays.hashCode(places);
  }

  /** Starts to collect the positions of one object. */
  public static Builder builder(String file) {
    return new Builder(file);
  }

  /** Collects positions; not thread-safe. */
  public static final class Builder {
    private record Entry(int hash, int place) {}

    private final String file;
    private final List<Entry> entries = new ArrayList<>();

    private Builder(String file) {
      this.file = file;
    }

    /** Notes where a field stands; line and column count from 1. */
    public Builder put(String path, int line, int column) {
      entries.add(new Entry(path.hashCode(), line << COLUMN_BITS | Math.min(column, MAX_COLUMN)));
      return this;
    }

    /** The collected positions. */
    public FieldPositions build() {
      entries.sort(Comparator.comparingInt(Entry::hash));
      int[] hashes = entries.stream().mapToInt(Entry::hash).toArray();
      int[] places = entries.stream().mapToInt(Entry::place).toArray();
      return new FieldPositions(file, hashes, places);
    }
  }
}
