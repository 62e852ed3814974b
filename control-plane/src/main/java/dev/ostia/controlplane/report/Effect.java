package dev.ostia.controlplane.report;

import java.util.List;
import java.util.Set;

/**
 * What the difference between two translations means to a proxy.
 *
 * @param parts in words, such as {@code 1 virtual host updated in http.8080}; empty if nothing
 *     differs
 * @param awaited the type URLs whose ACK shows that the change is in effect. What is only removed
 *     is not awaited: streams hold removals back until nothing uses the resource any more
 */
record Effect(List<String> parts, Set<String> awaited) {

  boolean isEmpty() {
    return parts.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(", ", parts);
  }
}
