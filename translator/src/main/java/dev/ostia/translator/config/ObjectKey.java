package dev.ostia.translator.config;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an object: what it is, where, and its name.
 *
 * @param namespace empty for kinds that have none
 */
public record ObjectKey(Kind kind, String namespace, String name) implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::kind)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  // Written out, as those of a record are slow until the best compiler has seen them, and every
  // look into a view needs them.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectKey key
        && kind == key.kind
        && name.equals(key.name)
        && namespace.equals(key.namespace);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + namespace.hashCode()) + kind.hashCode();
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code namespace/name}, or the name alone where the kind has no namespace. */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** As messages name it: {@code VirtualService default/reviews}. */
  @Override
  public String toString() {
    return kind.kindName() + " " + qualifiedName();
  }
}
