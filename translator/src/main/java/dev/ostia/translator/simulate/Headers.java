package dev.ostia.translator.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * HTTP headers in order, immutable. Names are kept in lower case, as Envoy does; the pseudo headers
 * {@code :authority}, {@code :path}, {@code :method} and {@code :scheme} are ordinary entries.
 *
 * @param entries in the order of the message; a name may stand several times
 */
public record Headers(List<Header> entries) {

  /** No header at all. */
  public static final Headers NONE = new Headers(List.of());

  /** One header; the name in lower case. */
  public record Header(String name, String value) {

    /** Puts the name in lower case. */
    public Header {
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  /** Takes a copy of the list. */
  public Headers {
    entries = List.copyOf(entries);
  }

  /** One header for each entry of the map, in its order. */
  public static Headers of(Map<String, String> map) {
    return new Headers(
        map.entrySet().stream().map(e -> new Header(e.getKey(), e.getValue())).toList());
  }

  /** The value of a header; of one that stands several times the values joined by commas. */
  public Optional<String> value(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> values =
        entries.stream().filter(h -> h.name().equals(wanted)).map(Header::value).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** Whether the header is there, with whatever value. */
  public boolean contains(String name) {
    return value(name).isPresent();
  }

  /** These headers with one more; one of the same name stays. */
  public Headers add(String name, String value) {
    List<Header> next = new ArrayList<>(entries);
    next.add(new Header(name, value));
    return new Headers(next);
  }

  /** These headers with this one in place of all of the same name. */
  public Headers set(String name, String value) {
    return remove(name).add(name, value);
  }

  /** These headers without those of this name. */
  public Headers remove(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return new Headers(entries.stream().filter(h -> !h.name().equals(wanted)).toList());
  }

  /** One {@code name: value} per line. */
  @Override
  public String toString() {
    return entries.stream().map(h -> h.name() + ": " + h.value()).collect(Collectors.joining("\n"));
  }
}
