package dev.ostia.cli.diff;

import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * How two configurations differ.
 *
 * @param resources in Envoy, by type
 * @param requests sample requests that go elsewhere
 * @param traffic what real requests would do; null if no log was given
 */
public record Difference(
    List<Change> objects,
    List<Change> resources,
    List<Moved> requests,
    List<String> diagnosticsIntroduced,
    List<String> diagnosticsMended,
    Cost cost,
    @Nullable Traffic traffic) {

  /**
   * Something that is added, removed or changed.
   *
   * @param kind such as {@code VirtualService} or {@code routes}
   * @param change one of "added", "removed" and "changed"
   * @param diff as unified lines; empty where none is made
   */
  public record Change(String kind, String name, String change, List<String> diff) {}

  /** A request with what comes of it before and after. */
  public record Moved(String request, String before, String after) {}

  /**
   * What it costs to bring the change to a gateway.
   *
   * @param bytes that are pushed to each gateway
   * @param drained listeners of which connections are drained
   */
  public record Cost(long bytes, List<String> drained) {}

  /**
   * The requests of an access log.
   *
   * @param requests that were read
   * @param elsewhere how many of them would go elsewhere
   * @param unreadable lines that are no requests
   * @param unheard how many came to ports where neither side listens, by port: nothing can be said
   *     of them
   */
  public record Traffic(
      long requests,
      long elsewhere,
      long unreadable,
      List<Flow> flows,
      NavigableMap<Integer, Long> unheard) {}

  /** Requests of one host that move in the same way, with one of them. */
  public record Flow(long requests, String host, String before, String after, String example) {}

  /** Whether nothing differs that counts. */
  boolean isEmpty() {
    return objects.isEmpty()
        && resources.isEmpty()
        && requests.isEmpty()
        && diagnosticsIntroduced.isEmpty()
        && diagnosticsMended.isEmpty();
  }
}
