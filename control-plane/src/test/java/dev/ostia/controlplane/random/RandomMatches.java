package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conditions of HTTP routes. */
final class RandomMatches {

  private final Scene scene;
  private final Dice dice;

  RandomMatches(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  /**
   * One entry of {@code match}.
   *
   * @param prefixOnly whether a uri may be matched by its prefix alone
   */
  ObjectNode match(boolean prefixOnly) {
    return new Fields(dice)
        .maybe(70, "uri", () -> uri(prefixOnly))
        .maybe(10, "scheme", () -> new Fields(dice).set("exact", dice.pick("http", "https")))
        .maybe(15, "method", this::method)
        .maybe(15, "authority", scene::text)
        .maybe(25, "headers", () -> headers(false))
        .maybe(15, "withoutHeaders", () -> headers(true))
        .maybe(20, "queryParams", this::parameters)
        .maybe(20, "ignoreUriCase", () -> dice.chance(50))
        .maybe(10, "name", () -> dice.pick("m", "a.b", "match 1"))
        .maybe(5, "statPrefix", () -> dice.pick("stat", "stat.prefix"))
        .node();
  }

  private Fields uri(boolean prefixOnly) {
    Fields uri = new Fields(dice);
    int kind = prefixOnly ? 1 : dice.number(0, 2);
    return switch (kind) {
      case 0 -> uri.set("exact", dice.pick("/", "/a", "/a/b?c", "/ü", "/A%20b", "/a//b/./c"));
      case 1 -> uri.set("prefix", dice.pick("/", "/a", "/a/", "/api/v1", "/%7e", "/größe"));
      default -> uri.set("regex", dice.pick("/.*", "/v[0-9]+/(.*)", "/a(b|c)?", "(?i)/abc"));
    };
  }

  private Fields method() {
    return dice.chance(70)
        ? new Fields(dice).set("exact", dice.pick("GET", "POST", "get", "PURGE"))
        : new Fields(dice).set("regex", "GET|HEAD");
  }

  private Fields headers(boolean anyAllowed) {
    Fields headers = new Fields(dice);
    for (String name :
        dice.some(3, "x-a", "X-Upper", "x_under", "cookie", "user-agent", "accept-language")) {
      headers.set(
          name,
          switch (dice.number(0, 4)) {
            case 0 -> new Fields(dice);
            case 1 -> new Fields(dice).set("regex", anyAllowed ? "*" : ".+");
            default -> scene.text();
          });
    }
    return headers;
  }

  private Fields parameters() {
    Fields parameters = new Fields(dice);
    for (String name : dice.some(2, "q", "a b", "page[size]", "ü")) {
      parameters.set(name, dice.chance(15) ? new Fields(dice) : scene.text());
    }
    return parameters;
  }
}
