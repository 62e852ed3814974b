package dev.ostia.controlplane.random;

import java.util.List;

/** What HTTP routes may carry beside conditions and destinations. */
final class RandomHttpParts {

  private final Scene scene;
  private final Dice dice;

  RandomHttpParts(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  /** Operations on headers. */
  Fields headers() {
    return new Fields(dice)
        .filled(60, "request", () -> operations("x-request", "X-Both", "user-agent"))
        .filled(60, "response", () -> operations("x-response", "X-Both", "server", "via"));
  }

  private Fields operations(String... names) {
    return new Fields(dice)
        .maybe(50, "set", () -> values(names))
        .maybe(40, "add", () -> values(names[0], names[1]))
        .maybe(40, "remove", () -> dice.some(2, names[0], names[1], "x-gone"));
  }

  private Fields values(String... names) {
    Fields values = new Fields(dice);
    for (String name : dice.some(2, names)) {
      values.set(
          name,
          dice.pick(
              "plain",
              "a b; c=\"d\"",
              "100%%",
              "%DOWNSTREAM_REMOTE_ADDRESS%",
              "%REQ(x-a)%",
              "%START_TIME(%Y-%m-%d)%",
              "größe",
              "%PROTOCOL% %RESPONSE_CODE%",
              "x".repeat(2000)));
    }
    return values;
  }

  /** A policy of retries. */
  Fields retries() {
    if (dice.chance(10)) {
      return new Fields(dice).set("attempts", 0);
    }
    return new Fields(dice)
        .set("attempts", dice.pick(1, 2, 3, 10, 100_000))
        .maybe(50, "perTryTimeout", scene::duration)
        .maybe(
            60,
            "retryOn",
            () ->
                dice.pick(
                    "5xx",
                    "gateway-error,reset,connect-failure,refused-stream",
                    "retriable-4xx,503",
                    "unavailable,cancelled,deadline-exceeded",
                    "retriable-status-codes,429",
                    "http3-post-connect-failure",
                    "envoy-ratelimited"))
        .maybe(30, "backoff", scene::duration)
        .maybe(20, "retryRemoteLocalities", () -> dice.chance(50))
        .maybe(20, "retryIgnorePreviousHosts", () -> dice.chance(50));
  }

  /** Faults: a delay, an abort or both. */
  Fields fault() {
    return new Fields(dice)
        .maybe(
            60,
            "delay",
            () ->
                new Fields(dice)
                    .set("fixedDelay", scene.duration())
                    .maybe(80, "percentage", this::percent))
        .maybe(
            60,
            "abort",
            () -> {
              Fields abort = new Fields(dice).maybe(80, "percentage", this::percent);
              return dice.chance(60)
                  ? abort.set("httpStatus", dice.pick(200, 400, 503, 599))
                  : abort.set("grpcStatus", dice.pick("UNAVAILABLE", "NOT_FOUND", "OK"));
            });
  }

  /** A percentage, down to a millionth. */
  Fields percent() {
    return new Fields(dice).set("value", dice.pick(0.0001, 0.5, 1, 33.3333, 99.9999, 100));
  }

  /** A policy of cross-origin requests. */
  Fields cors() {
    return new Fields(dice)
        .maybe(90, "allowOrigins", () -> scene.list(3, i -> origin().node()))
        .maybe(60, "allowMethods", () -> dice.some(3, "GET", "POST", "PATCH", "*"))
        .maybe(60, "allowHeaders", () -> dice.some(3, "x-a", "Content-Type", "*"))
        .maybe(40, "exposeHeaders", () -> dice.some(2, "x-b", "X-C"))
        .maybe(50, "maxAge", () -> dice.pick("1s", "24h", "2562047h"))
        .maybe(40, "allowCredentials", () -> dice.chance(50))
        .maybe(20, "unmatchedPreflights", () -> dice.pick(List.of("FORWARD", "IGNORE")));
  }

  private Fields origin() {
    return switch (dice.number(0, 3)) {
      case 0 -> new Fields(dice).set("exact", "*");
      case 1 -> new Fields(dice).set("exact", "https://a.example.com");
      case 2 -> new Fields(dice).set("prefix", "https://a.");
      default -> new Fields(dice).set("regex", "https://[a-z]+\\.example\\.com");
    };
  }
}
