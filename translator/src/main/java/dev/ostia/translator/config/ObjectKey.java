package dev.ostia.translator.config;

import java.util.Comparator;

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
