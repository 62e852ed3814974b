package dev.ostia.translator.sorted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedArrayMapTest {

  private static final SortedArrayMap<Integer> THREE =
      SortedArrayMap.of(new TreeMap<>(Map.of("b", 2, "a", 1, "d", 4)));

  private static List<String> differences(
      SortedArrayMap<Integer> before, SortedArrayMap<Integer> after) {
    List<String> told = new ArrayList<>();
    after.eachDifference(before, (name, old, now) -> told.add(name + " " + old + " " + now));
    return told;
  }

  @Test
  void holdsItsEntriesInTheOrderOfTheirNames() {
    assertThat(THREE).containsExactly(entry("a", 1), entry("b", 2), entry("d", 4));
    assertThat(THREE.keySet()).containsExactly("a", "b", "d");
    assertThat(THREE.values()).containsExactly(1, 2, 4);
    assertThat(THREE.get("d")).isEqualTo(4);
    assertThat(THREE.get("c")).isNull();
    assertThat(THREE.containsKey("e")).isFalse();
    assertThat(THREE.firstKey()).isEqualTo("a");
    assertThat(THREE.lastKey()).isEqualTo("d");
    assertThat(THREE).isEqualTo(Map.of("a", 1, "b", 2, "d", 4));
  }

  @Test
  void ofOneOfItsKindIsTheSame() {
    assertThat(SortedArrayMap.of(THREE)).isSameAs(THREE);
    assertThat(SortedArrayMap.of(new TreeMap<String, Integer>())).isEmpty();
  }

  @Test
  void aChangeLeavesTheMapAsItIs() {
    SortedArrayMap<Integer> changed = THREE.with(Map.of("b", 20, "c", 3), Set.of("a", "x"));

    assertThat(changed).containsExactly(entry("b", 20), entry("c", 3), entry("d", 4));
    assertThat(THREE).containsExactly(entry("a", 1), entry("b", 2), entry("d", 4));
  }

  @Test
  void ofOtherValuesAlone() {
    assertThat(THREE.with(Map.of("a", 10, "d", 40), Set.of()))
        .containsExactly(entry("a", 10), entry("b", 2), entry("d", 40));
  }

  @Test
  void whatIsBothRemovedAndPutIsThere() {
    assertThat(THREE.with(Map.of("a", 5), Set.of("a", "b")))
        .containsExactly(entry("a", 5), entry("d", 4));
  }

  @Test
  void nothingToChangeIsTheSameMap() {
    assertThat(THREE.with(Map.of(), Set.of("x"))).isSameAs(THREE);
  }

  @Test
  void tellsWhatDiffers() {
    SortedArrayMap<Integer> after = THREE.with(Map.of("b", 20, "c", 3), Set.of("a"));

    assertThat(differences(THREE, after)).containsExactly("a 1 null", "b 2 20", "c null 3");
    assertThat(differences(after, THREE)).containsExactly("a null 1", "b 20 2", "c 3 null");
    assertThat(differences(SortedArrayMap.empty(), THREE))
        .containsExactly("a null 1", "b null 2", "d null 4");
    assertThat(differences(THREE, SortedArrayMap.empty()))
        .containsExactly("a 1 null", "b 2 null", "d 4 null");
    assertThat(differences(THREE, THREE)).isEmpty();
  }

  @Test
  void namesThatAreEqualButNotTheSameInstanceAreOneEntry() {
    SortedArrayMap<Integer> other =
        SortedArrayMap.of(new TreeMap<>(Map.of(new String("a"), 1, "b", 3, "d", 4)));

    assertThat(differences(THREE, other)).containsExactly("b 2 3");
  }

  @Test
  void isCutLikeAnySortedMap() {
    assertThat(THREE.headMap("b")).containsExactly(entry("a", 1));
    assertThat(THREE.tailMap("b")).containsExactly(entry("b", 2), entry("d", 4));
    assertThat(THREE.subMap("a", "c")).containsExactly(entry("a", 1), entry("b", 2));
    assertThatThrownBy(() -> THREE.subMap("c", "b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingCanBePutIntoIt() {
    assertThatThrownBy(() -> THREE.put("e", 5)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> THREE.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> SortedArrayMap.empty().firstKey())
        .isInstanceOf(NoSuchElementException.class);
  }

  /** Java's own sorted map is what it has to agree with. */
  @Test
  void agreesWithATreeAfterAnyChanges() {
    Random random = new Random(42);
    TreeMap<String, Integer> tree = new TreeMap<>();
    SortedArrayMap<Integer> map = SortedArrayMap.empty();
    for (int round = 0; round < 2000; round++) {
      Map<String, Integer> put = new TreeMap<>();
      List<String> removed = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        put.put("n" + random.nextInt(30), 1000 + round * 10 + i);
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        removed.add("n" + random.nextInt(30));
      }
      TreeMap<String, Integer> before = new TreeMap<>(tree);
      SortedArrayMap<Integer> next = map.with(put, removed);
      tree.keySet().removeAll(removed);
      tree.putAll(put);

      assertThat(List.copyOf(next.entrySet())).isEqualTo(List.copyOf(tree.entrySet()));
      List<String> expected = new ArrayList<>();
      TreeMap<String, Integer> names = new TreeMap<>(before);
      names.putAll(tree);
      for (String name : names.keySet()) {
        Integer old = before.get(name);
        Integer now = tree.get(name);
        if (old == null || !old.equals(now)) {
          expected.add(name + " " + old + " " + now);
        }
      }
      assertThat(differences(map, next)).isEqualTo(expected);
      map = next;
    }
  }
}
