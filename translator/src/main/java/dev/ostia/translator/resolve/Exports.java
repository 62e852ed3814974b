package dev.ostia.translator.resolve;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Istio's {@code exportTo}: which namespaces see an object. */
public final class Exports {

  private static final String ANNOTATION = "networking.istio.io/exportTo";

  private Exports() {}

  /** Who sees an object from a namespace; the order is that in which Istio looks. */
  enum Reach {
    /** It is exported to that namespace by name. */
    NAMED,
    /** Everybody sees it. */
    PUBLIC,
    HIDDEN
  }

  /** The entries of {@code spec.exportTo}. */
  public static Set<String> of(@Nullable List<String> exportTo) {
    return exportTo == null ? Set.of() : trimmed(exportTo);
  }

  /** The entries of the annotation {@code networking.istio.io/exportTo}, which Services have. */
  public static Set<String> of(Map<String, String> annotations) {
    String value = annotations.get(ANNOTATION);
    return value == null || value.isBlank() ? Set.of() : trimmed(List.of(value.split(",")));
  }

  private static Set<String> trimmed(Collection<String> entries) {
    Set<String> result = new LinkedHashSet<>();
    for (String entry : entries) {
      if (entry != null && !entry.isBlank()) {
        result.add(entry.strip());
      }
    }
    return Collections.unmodifiableSet(result);
  }

  /**
   * The namespaces that see an object; {@code *} alone for all, empty for none.
   *
   * @param exportTo of the object; empty for the mesh's default
   */
  public static Set<String> namespaces(
      Set<String> exportTo, Collection<String> defaults, String ownNamespace) {
    Collection<String> effective = exportTo.isEmpty() ? defaults : exportTo;
    if (effective.contains("*")) {
      return Set.of("*");
    }
    if (effective.contains("~")) {
      return Set.of();
    }
    Set<String> namespaces = new LinkedHashSet<>();
    effective.forEach(to -> namespaces.add(to.equals(".") ? ownNamespace : to));
    return namespaces;
  }

  /**
   * Whether a proxy sees an object.
   *
   * @param exportTo of the object; empty for the mesh's default
   */
  static Reach reach(
      Set<String> exportTo, Collection<String> defaults, String ownNamespace, String proxyNs) {
    Set<String> namespaces = namespaces(exportTo, defaults, ownNamespace);
    if (namespaces.contains("*")) {
      return Reach.PUBLIC;
    }
    return namespaces.contains(proxyNs) ? Reach.NAMED : Reach.HIDDEN;
  }
}
