package dev.ostia.controlplane.random;

import java.util.ArrayList;
import java.util.List;

/**
 * What the objects of one configuration may name, so that no reference leads nowhere.
 *
 * @param backends where routes can go
 */
record Scene(Dice dice, List<Backend> backends) {

  static final String SYSTEM = "istio-system";
  static final List<String> NAMESPACES = List.of("default", "shop", SYSTEM);

  /**
   * A host with its ports.
   *
   * @param subsets names that the host's DestinationRule defines
   */
  record Backend(String namespace, String host, List<BackendPort> ports, List<String> subsets) {}

  /** A port of a host. */
  record BackendPort(int number, String name, String protocol) {}

  /** A destination as a route names it; with a port, for some hosts have several. */
  Fields destination() {
    Backend backend = dice.pick(backends);
    return new Fields(dice)
        .set("host", backend.host())
        .set("port", port(dice.pick(backend.ports()).number()))
        .maybe(
            backend.subsets().isEmpty() ? 0 : 60,
            "subset",
            () -> backend.subsets().get(dice.number(0, backend.subsets().size() - 1)));
  }

  /** A selector of a port. */
  Fields port(int number) {
    return new Fields(dice).set("number", number);
  }

  /** A duration of any size that Istio takes. */
  String duration() {
    return dice.pick(
        "1ms", "0.001s", "0.25s", "1s", "1.5s", "15s", "1m", "1h", "1h30m", "8760h", "2562047h");
  }

  /** A duration that waits for nothing long. */
  String shortDuration() {
    return dice.pick("1ms", "5ms", "0.1s", "1s", "2.5s", "10s");
  }

  /** A condition on a text. */
  Fields text() {
    Fields text = new Fields(dice);
    return switch (dice.number(0, 2)) {
      case 0 ->
          text.set("exact", dice.pick("a", "a b", "A-Z_0.9", "größe", "100%", "x".repeat(300)));
      case 1 -> text.set("prefix", dice.pick("p", "a b", "Grü", "%"));
      default -> text.set("regex", regex());
    };
  }

  /** A regular expression of RE2. */
  String regex() {
    return dice.pick(
        "a", ".*", "[a-z]+\\d{2,3}", "(?i)abc", "^a(b|c)*$", "\\p{L}+", "(?P<name>x)", "a{1000}");
  }

  /** Namespaces that an object may be exported to, the gateway's always among them. */
  List<String> exportTo() {
    return dice.pick(List.of("*"), List.of(SYSTEM), List.of(SYSTEM, "other"), List.of("a", SYSTEM));
  }

  /** A list of what is drawn, at least one. */
  <T> List<T> list(int most, java.util.function.IntFunction<T> element) {
    List<T> all = new ArrayList<>();
    int count = dice.number(1, most);
    for (int i = 0; i < count; i++) {
      all.add(element.apply(i));
    }
    return all;
  }
}
