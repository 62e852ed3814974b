package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Durations;
import java.util.List;

/** What Istio refuses in a connection pool. */
final class ConnectionPoolRules {

  private static final long MILLISECOND = 1_000_000;

  private ConnectionPoolRules() {}

  static void check(Field pool, Findings findings) {
    if (pool.absent()) {
      return;
    }
    if (!pool.has("http") && !pool.has("tcp")) {
      findings.refuse(pool, "the connection pool is empty", "Add tcp or http, or remove it");
      return;
    }
    if (pool.has("http")) {
      checkHttp(pool.get("http"), findings);
    }
    if (pool.has("tcp")) {
      checkTcp(pool.get("tcp"), findings);
    }
  }

  private static void checkHttp(Field http, Findings findings) {
    for (String limit :
        List.of(
            "http1MaxPendingRequests",
            "http2MaxRequests",
            "maxRequestsPerConnection",
            "maxRetries",
            "maxConcurrentStreams")) {
      CommonRules.notNegative(http.get(limit), findings);
    }
    CommonRules.duration(http.get("idleTimeout"), findings);
    if (http.text("h2UpgradePolicy").equals("UPGRADE") && http.flag("useClientProtocol")) {
      findings.refuse(
          http.get("useClientProtocol"),
          "useClientProtocol keeps the client's protocol, and h2UpgradePolicy: UPGRADE changes it",
          "Keep one of the two");
    }
    Field keepAlive = http.get("http2KeepAlive");
    if (keepAlive.present()) {
      for (String name : List.of("interval", "timeout")) {
        if (!keepAlive.has(name)) {
          findings.refuse(keepAlive.get(name), "http2KeepAlive needs both interval and timeout");
        }
        CommonRules.duration(keepAlive.get(name), findings);
      }
    }
  }

  private static void checkTcp(Field tcp, Findings findings) {
    CommonRules.notNegative(tcp.get("maxConnections"), findings);
    CommonRules.duration(tcp.get("connectTimeout"), findings);
    CommonRules.duration(tcp.get("maxConnectionDuration"), findings);
    Field idle = tcp.get("idleTimeout");
    // 0s turns the timeout off.
    if (Durations.parse(idle.text()).orElse(0) / MILLISECOND != 0) {
      CommonRules.duration(idle, findings);
    }
    CommonRules.duration(tcp.get("tcpKeepalive").get("time"), findings);
    CommonRules.duration(tcp.get("tcpKeepalive").get("interval"), findings);
  }
}
