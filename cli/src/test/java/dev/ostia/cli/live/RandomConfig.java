package dev.ostia.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A configuration of one port made from a seed: VirtualServices whose hosts, rules, conditions and
 * actions overlap, and requests that hit and just miss them.
 */
final class RandomConfig {

  private static final List<String> HOSTS =
      List.of("a.example.com", "b.example.com", "*.example.com", "deep.a.example.com", "*");
  private static final List<String> ASKED =
      List.of(
          "a.example.com",
          "b.example.com",
          "c.example.com",
          "deep.a.example.com",
          "A.Example.com",
          "example.com",
          "other.test");
  private static final List<String> PATHS =
      List.of("/", "/a", "/a/", "/a/b", "/A/B", "/ab", "/api/v1", "/api/v1/x", "/api/v2", "/z");
  private static final List<String> REGEXES =
      List.of("/api/v[0-9]+", "/a.*", "/(a|z)(/b)?", "/api/v1/.*");
  private static final List<String> METHODS = List.of("GET", "POST", "DELETE");
  private static final List<String> VALUES = List.of("one", "two", "onetwo", "");

  private final long seed;
  private final Random random;

  RandomConfig(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  /** A request; the body is empty. */
  record Ask(String method, String host, String path, List<String> headers) {}

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** The VirtualServices, oldest first; each rule answers with a header that names it. */
  String virtualServices() {
    List<String> all = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      // A name of another seed would keep its last good version if this one were refused.
      String name = "s" + seed + "v" + i;
      String hosts = hosts();
      StringBuilder text =
          new StringBuilder(
              """
              apiVersion: networking.istio.io/v1
              kind: VirtualService
              metadata: {name: %s}
              spec:
                hosts: [%s]
                gateways: [front]
                http:
              """
                  .formatted(name, hosts));
      int rules = 1 + random.nextInt(5);
      for (int rule = 0; rule < rules; rule++) {
        boolean last = rule == rules - 1;
        text.append(
            "  - headers: {response: {set: {x-rule: \"%s http[%d]\"}}}\n".formatted(name, rule));
        if (!last || chance(30)) {
          text.append("    match: [").append(matches()).append("]\n");
        }
        text.append("    ").append(action()).append('\n');
      }
      all.add(text.toString());
    }
    return String.join("---\n", all);
  }

  /** Hosts of one VirtualService must not overlap. */
  private String hosts() {
    return chance(15) ? "a.example.com, b.example.com" : "'" + any(HOSTS) + "'";
  }

  private String matches() {
    int count = chance(70) ? 1 : 2;
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add("{" + String.join(", ", conditions()) + "}");
    }
    return String.join(", ", all);
  }

  private List<String> conditions() {
    List<String> all = new ArrayList<>();
    if (chance(80)) {
      all.add(
          switch (random.nextInt(4)) {
            case 0 -> "uri: {exact: '%s'}".formatted(any(PATHS));
            case 1 -> "uri: {regex: '%s'}".formatted(any(REGEXES));
            default -> "uri: {prefix: '%s'}".formatted(any(PATHS));
          });
      if (chance(20)) {
        all.add("ignoreUriCase: true");
      }
    }
    if (chance(20)) {
      all.add("method: {exact: %s}".formatted(any(METHODS)));
    }
    if (chance(25)) {
      all.add(
          "headers: {x-test: {%s: '%s'}}"
              .formatted(any(List.of("exact", "prefix", "regex")), any(List.of("one", "two"))));
    }
    if (chance(10)) {
      all.add("withoutHeaders: {x-other: {exact: one}}");
    }
    if (chance(15)) {
      all.add("queryParams: {q: {exact: '%s'}}".formatted(any(List.of("one", "two"))));
    }
    if (all.isEmpty()) {
      all.add("uri: {prefix: /}");
    }
    return all;
  }

  private String action() {
    return switch (random.nextInt(10)) {
      case 0 -> "redirect: {uri: /moved, redirectCode: %d}".formatted(any(List.of(301, 302, 307)));
      case 1 -> "directResponse: {status: %d}".formatted(any(List.of(204, 403, 418, 503)));
      case 2 ->
          "fault: {abort: {httpStatus: 429, percentage: {value: 100}}}\n    route: [{destination:"
              + " {host: one}}]";
      case 3 -> "route: [{destination: {host: %s}}]".formatted(any(List.of("empty", "nowhere")));
      case 4 ->
          "route: [{destination: {host: one}, weight: %1$d}, {destination: {host: two}, weight: %2$d}]"
              .formatted(30, 70);
      case 5 -> "rewrite: {uri: /rewritten}\n    route: [{destination: {host: two}}]";
      default ->
          "route: [{destination: {host: %s}}]".formatted(any(List.of("one", "two", "three")));
    };
  }

  /** A request at random. */
  Ask request() {
    List<String> headers = new ArrayList<>();
    for (String name : List.of("x-test", "x-other")) {
      if (chance(40)) {
        headers.add(name + ": " + any(VALUES));
      }
    }
    String query = chance(30) ? "?q=" + any(VALUES) + (chance(30) ? "&r=1" : "") : "";
    return new Ask(
        any(METHODS),
        any(ASKED),
        any(PATHS) + query,
        headers.stream().map(String::strip).collect(Collectors.toList()));
  }
}
