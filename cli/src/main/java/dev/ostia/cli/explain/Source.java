package dev.ostia.cli.explain;

import org.jspecify.annotations.Nullable;

/**
 * The part of an object that something in Envoy was made from.
 *
 * @param object such as {@code VirtualService default/reviews}
 * @param field inside the object, such as {@code spec.http[0].match[1]}; empty for all of it
 * @param at {@code file:line}; null if the object did not come from a file
 */
public record Source(String object, String field, @Nullable String at) {

  /** {@code VirtualService default/reviews http[0].match[1] reviews.yaml:12}. */
  @Override
  public String toString() {
    String inside = field.startsWith("spec.") ? field.substring("spec.".length()) : field;
    return object + (inside.isEmpty() ? "" : " " + inside) + (at == null ? "" : "  " + at);
  }
}
