package dev.ostia.controlplane.random;

/** Connection pools of traffic policies. */
final class RandomConnections {

  private static final int MOST = Integer.MAX_VALUE;

  private final Scene scene;
  private final Dice dice;

  RandomConnections(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  /** A pool with settings for TCP, for HTTP or for both. */
  Fields pool() {
    return new Fields(dice).maybe(60, "tcp", this::tcp).maybe(60, "http", this::http);
  }

  private Fields tcp() {
    return new Fields(dice)
        .maybe(50, "maxConnections", () -> dice.pick(0, 1, 100, MOST))
        .maybe(50, "connectTimeout", scene::duration)
        .maybe(30, "idleTimeout", () -> dice.chance(30) ? "0s" : scene.duration())
        .maybe(30, "maxConnectionDuration", scene::duration)
        .maybe(
            40,
            "tcpKeepalive",
            () ->
                new Fields(dice)
                    .maybe(60, "probes", () -> dice.pick(0, 1, 9))
                    .maybe(60, "time", scene::duration)
                    .maybe(60, "interval", scene::duration));
  }

  private Fields http() {
    Fields http =
        new Fields(dice)
            .maybe(40, "http1MaxPendingRequests", () -> dice.pick(0, 1, 1024, MOST))
            .maybe(40, "http2MaxRequests", () -> dice.pick(0, 1, 1024, MOST))
            .maybe(40, "maxRequestsPerConnection", () -> dice.pick(0, 1, 1000, MOST))
            .maybe(30, "maxRetries", () -> dice.pick(0, 1, 3, MOST))
            .maybe(30, "idleTimeout", scene::duration)
            .maybe(30, "maxConcurrentStreams", () -> dice.pick(0, 1, 100, MOST))
            .maybe(
                20,
                "http2KeepAlive",
                () ->
                    new Fields(dice)
                        .set("interval", scene.duration())
                        .set("timeout", scene.duration()));
    if (dice.chance(25)) {
      return http.set("useClientProtocol", true);
    }
    return http.maybe(
        30, "h2UpgradePolicy", () -> dice.pick("DEFAULT", "UPGRADE", "DO_NOT_UPGRADE"));
  }
}
