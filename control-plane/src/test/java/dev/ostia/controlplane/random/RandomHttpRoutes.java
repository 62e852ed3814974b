package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** HTTP routes of VirtualServices. */
final class RandomHttpRoutes {

  private final Scene scene;
  private final Dice dice;
  private final RandomMatches matches;
  private final RandomHttpParts parts;

  RandomHttpRoutes(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.matches = new RandomMatches(scene);
    this.parts = new RandomHttpParts(scene);
  }

  /** One route. */
  ObjectNode route(int index) {
    Fields route =
        new Fields(dice).maybe(60, "name", () -> dice.pick("r", "route ", "größe-") + index);
    int action = dice.number(0, 9);
    if (action == 0) {
      boolean prefixes = dice.chance(40);
      return matched(route, prefixes).set("redirect", redirect(prefixes)).node();
    }
    matched(route, false);
    if (action == 1) {
      return common(route.set("directResponse", directResponse())).node();
    }
    return forwarded(common(route)).node();
  }

  private Fields matched(Fields route, boolean prefixOnly) {
    return route.maybe(80, "match", () -> scene.list(3, i -> matches.match(prefixOnly)));
  }

  private Fields common(Fields route) {
    return route.maybe(20, "corsPolicy", parts::cors).filled(30, "headers", parts::headers);
  }

  private Fields forwarded(Fields route) {
    int destinations = dice.pick(1, 1, 1, 2, 3);
    if (dice.chance(5)) {
      Map<String, String> host = Map.of("Host", "other.example.com");
      route.set("headers", Map.of("request", Map.of("set", host)));
    } else {
      route.maybe(25, "rewrite", this::rewrite);
    }
    return route
        .maybe(40, "timeout", scene::duration)
        .maybe(40, "retries", parts::retries)
        .filled(20, "fault", parts::fault)
        .maybe(20, "mirrors", () -> scene.list(3, i -> mirror()))
        .set(
            "route",
            java.util.stream.IntStream.range(0, destinations)
                .mapToObj(i -> destination(destinations > 1).node())
                .toList());
  }

  private Fields destination(boolean weighted) {
    Fields destination = new Fields(dice).set("destination", scene.destination());
    if (weighted) {
      destination.set("weight", dice.pick(1, 33, 50, 100, 1000, 1_000_000));
    }
    return destination.filled(25, "headers", parts::headers);
  }

  private ObjectNode mirror() {
    return new Fields(dice)
        .set("destination", scene.destination())
        .maybe(70, "percentage", parts::percent)
        .node();
  }

  private Fields rewrite() {
    Fields rewrite = new Fields(dice);
    switch (dice.number(0, 2)) {
      case 0 -> rewrite.set("uri", dice.pick("/", "/new", "/new/", "/ü", "/a b"));
      case 1 ->
          rewrite.set(
              "uriRegexRewrite",
              new Fields(dice)
                  .set("match", dice.pick("^/a/(.*)$", "/x", "(/v)([0-9])"))
                  .set("rewrite", dice.pick("/b", "/y")));
      default -> rewrite.set("authority", dice.pick("new.example.com", "New.Example.com:81"));
    }
    return rewrite;
  }

  private Fields redirect(boolean prefixes) {
    Fields redirect = new Fields(dice);
    if (prefixes) {
      redirect.set("prefixRewrite", dice.pick("/", "/moved"));
    } else {
      redirect.set("uri", dice.pick("/moved", "/", "/a?b=c", "/%PROTOCOL%"));
    }
    redirect
        .maybe(40, "authority", () -> dice.pick("moved.example.com", "moved.example.com:8443"))
        .maybe(40, "scheme", () -> dice.pick("http", "https"))
        .maybe(50, "redirectCode", () -> dice.pick(0, 301, 302, 303, 307, 308));
    if (dice.chance(40)) {
      return dice.chance(50)
          ? redirect.set("port", dice.number(1, 65535))
          : redirect.set("derivePort", dice.pick("FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT"));
    }
    return redirect;
  }

  private Fields directResponse() {
    return new Fields(dice)
        .set("status", dice.pick(200, 204, 418, 503, 599))
        .maybe(70, "body", this::body);
  }

  private Fields body() {
    return dice.chance(70)
        ? new Fields(dice).set("string", dice.pick("", "tea", "100% ü", "x".repeat(9000)))
        : new Fields(dice).set("bytes", dice.pick(List.of("aGVsbG8=", "AAECAw==")));
  }
}
