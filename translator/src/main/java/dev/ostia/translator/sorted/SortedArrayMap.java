package dev.ostia.translator.sorted;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A map by name, in the order of the names, that never changes. It lies in two arrays: a map that
 * differs in a few entries is one copy of references, and is compared with this one by identity, so
 * that both cost next to nothing where there are thousands of resources and one of them changed.
 * Neither names nor values are null; all ways to change it throw {@link
 * UnsupportedOperationException}.
 *
 * @param <V> what is kept by name
 */
@SuppressWarnings("JdkObsolete") // nobody looks for neighbours of a name
public final class SortedArrayMap<V> extends AbstractMap<String, V>
    implements SortedMap<String, V> {

  private static final SortedArrayMap<?> EMPTY = new SortedArrayMap<>(new String[0], new Object[0]);

  private final String[] names;
  private final Object[] values;

  private SortedArrayMap(String[] names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** The map without entries. */
  @SuppressWarnings("unchecked") // it has no values
  public static <V> SortedArrayMap<V> empty() {
    return (SortedArrayMap<V>) EMPTY;
  }

  /**
   * The entries of a map; the map itself if it is of this kind.
   *
   * @param map in the order of its names
   */
  public static <V> SortedArrayMap<V> of(SortedMap<String, V> map) {
    if (map instanceof SortedArrayMap<V> same) {
      return same;
    }
    if (map.isEmpty()) {
      return empty();
    }
    String[] names = new String[map.size()];
    Object[] values = new Object[names.length];
    int size = 0;
    for (Map.Entry<String, V> entry : map.entrySet()) {
      names[size] = entry.getKey();
      values[size++] = entry.getValue();
    }
    return new SortedArrayMap<>(names, values);
  }

  /**
   * This map after a change.
   *
   * @param put the entries that it has then
   * @param removed names that it no longer has, unless they are put
   */
  public SortedArrayMap<V> with(Map<String, ? extends V> put, Collection<String> removed) {
    NavigableSet<String> touched = new TreeSet<>(put.keySet());
    removed.stream().filter(this::containsKey).forEach(touched::add);
    if (touched.isEmpty()) {
      return this;
    }
    return touched.stream().allMatch(name -> put.containsKey(name) && search(name) >= 0)
        ? replaced(put)
        : merged(put, touched);
  }

  private SortedArrayMap<V> replaced(Map<String, ? extends V> put) {
    Object[] next = values.clone();
    put.forEach((name, value) -> next[search(name)] = value);
    return new SortedArrayMap<>(names, next);
  }

  private SortedArrayMap<V> merged(Map<String, ? extends V> put, NavigableSet<String> touched) {
    long known = touched.stream().filter(this::containsKey).count();
    Run run = new Run(names.length - (int) known + put.size());
    int taken = 0;
    for (String name : touched) {
      int at = search(name);
      int place = at < 0 ? -at - 1 : at;
      run.copy(this, taken, place);
      V value = put.get(name);
      if (value != null) {
        run.add(name, value);
      }
      taken = at < 0 ? place : place + 1;
    }
    run.copy(this, taken, names.length);
    return new SortedArrayMap<>(run.names, run.values);
  }

  /** Arrays that are being filled. */
  private static final class Run {
    final String[] names;
    final Object[] values;
    int size;

    Run(int length) {
      names = new String[length];
      values = new Object[length];
    }

    void copy(SortedArrayMap<?> map, int from, int to) {
      System.arraycopy(map.names, from, names, size, to - from);
      System.arraycopy(map.values, from, values, size, to - from);
      size += to - from;
    }

    void add(String name, Object value) {
      names[size] = name;
      values[size++] = value;
    }
  }

  /** Told of entries that differ. */
  public interface Differences<V> {

    /**
     * An entry is not the same instance in both maps.
     *
     * @param before null if it is new
     * @param after null if it is gone
     */
    void differs(String name, @Nullable V before, @Nullable V after);
  }

  /**
   * Tells, in the order of the names, which entries are not the same instance as in another map.
   */
  @SuppressWarnings("ReferenceEquality") // identity is what is asked for, and is asked first
  public void eachDifference(SortedArrayMap<V> before, Differences<? super V> differences) {
    if (before == this) {
      return;
    }
    int old = 0;
    int now = 0;
    while (old < before.names.length || now < names.length) {
      int order = order(before, old, now);
      V had = order > 0 ? null : before.value(old);
      V has = order < 0 ? null : value(now);
      if (had != has) {
        differences.differs(order < 0 ? before.names[old] : names[now], had, has);
      }
      old += order > 0 ? 0 : 1;
      now += order < 0 ? 0 : 1;
    }
  }

  @SuppressWarnings("ReferenceEquality") // most names are the same instance, and then equal
  private int order(SortedArrayMap<V> before, int old, int now) {
    if (old == before.names.length) {
      return 1;
    }
    if (now == names.length) {
      return -1;
    }
    String had = before.names[old];
    String has = names[now];
    return had == has ? 0 : had.compareTo(has);
  }

  @SuppressWarnings("unchecked") // only values of this type are taken in
  private V value(int at) {
    return (V) values[at];
  }

  private int search(Object name) {
    return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public @Nullable V get(Object name) {
    int at = search(name);
    return at < 0 ? null : value(at);
  }

  @Override
  public boolean containsKey(Object name) {
    return search(name) >= 0;
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public List<V> values() {
    return (List<V>) Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, V>> {

    @Override
    public int size() {
      return names.length;
    }

    @Override
    public Iterator<Map.Entry<String, V>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < names.length;
        }

        @Override
        public Map.Entry<String, V> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return Map.entry(names[next], value(next++));
        }
      };
    }
  }

  /** Null: the natural order. */
  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedArrayMap<V> subMap(String from, String to) {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException(from + " comes after " + to);
    }
    return range(place(from), place(to));
  }

  @Override
  public SortedArrayMap<V> headMap(String to) {
    return range(0, place(to));
  }

  @Override
  public SortedArrayMap<V> tailMap(String from) {
    return range(place(from), names.length);
  }

  private int place(String name) {
    int at = search(name);
    return at < 0 ? -at - 1 : at;
  }

  private SortedArrayMap<V> range(int from, int to) {
    return new SortedArrayMap<>(
        Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
  }

  @Override
  public String firstKey() {
    return key(0);
  }

  @Override
  public String lastKey() {
    return key(names.length - 1);
  }

  private String key(int at) {
    if (names.length == 0) {
      throw new NoSuchElementException();
    }
    return names[at];
  }
}
