package dev.ostia.cli.proxystatus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusTableTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:10:05Z");

  @Test
  void eachTypeHasItsStateAndAge() {
    String page =
        """
        {"streams": [{"node": "router~10.0.0.1~gw.edge~edge.svc.cluster.local",
          "connectedAt": "2026-01-02T01:04:05Z",
          "types": {
            "clusters": {"state": "SYNCED", "ackedAt": "2026-01-02T03:07:05Z"},
            "routes": {"state": "ERROR", "nack": "bad\\n regex", "nackedAt": "2026-01-02T03:10:00Z"},
            "listeners": {"state": "STALE", "sentAt": "2026-01-02T03:10:05Z"}}}]}
        """;
    assertThat(StatusTable.of(page, NOW, false))
        .isEqualTo(
            """
            NAME        CDS             LDS            EDS          RDS            SDS          CONNECTED
            gw.edge     SYNCED (3m)     STALE (0s)     NOT SENT     ERROR (5s)     NOT SENT     2h

            gw.edge refused routes: bad regex
            """);
  }

  @Test
  void aRefusalNamesTheObjectsAndWideShowsVersions() {
    String page =
        """
        {"streams": [{"node": "gw", "connectedAt": "2026-01-02T03:10:04Z", "types": {
            "clusters": {"state": "SYNCED", "sent": "0123456789abcdef", "acked": "0123456789abcdef",
              "ackedAt": "2026-01-02T03:10:04Z"},
            "routes": {"state": "ERROR", "sent": "b", "acked": "a", "nack": "bad regex",
              "nackedAt": "2026-01-02T03:10:00Z",
              "atFault": ["VirtualService default/shop (shop.yaml:3:1)"]}}}]}
        """;
    assertThat(StatusTable.of(page, NOW, true))
        .isEqualTo(
            """
            NAME     CDS                          LDS          EDS          RDS                 SDS          CONNECTED
            gw       SYNCED 0123456789ab (1s)     NOT SENT     NOT SENT     ERROR a->b (5s)     NOT SENT     1s

            gw refused routes, made from VirtualService default/shop (shop.yaml:3:1): bad regex
            """);
  }

  @Test
  void noProxyIsToldSo() {
    assertThat(StatusTable.of("{\"streams\": []}", NOW, false))
        .isEqualTo("No proxy is connected.\n");
  }

  @Test
  void whoCannotBeAskedIsToldWhy() {
    Cli nobody = Cli.run("ps", "--control-plane", "no-such-host.invalid:15014");
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err())
        .isEqualTo(
            "ostia proxy-status: the control plane cannot be asked at no-such-host.invalid:15014"
                + " (there is no such host)\n");
  }
}
