package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.admin.AdminPage.Reply;

/** The page at {@code /}: a list of the others. */
final class IndexPage {

  static final Reply REPLY =
      new Reply(
          200,
          "text/html; charset=utf-8",
          """
          <!doctype html>
          <html lang="en">
          <head><meta charset="utf-8"><title>Ostia control plane</title></head>
          <body style="font-family: sans-serif; max-width: 45em; margin: 2em auto">
          <h1>Ostia control plane</h1>
          <p>The pages under <code>/debug</code> are tables for a browser and JSON for all others and
          with <code>?format=json</code>.</p>
          <ul>
          <li><a href="/ready">/ready</a>: 200 once proxies can be served</li>
          <li><a href="/healthz">/healthz</a>: 200 while the process runs</li>
          <li><a href="/metrics">/metrics</a>: for Prometheus</li>
          <li><a href="/debug/status">/debug/status</a>: connected proxies, what they were sent and
          what they took</li>
          <li><a href="/debug/events">/debug/events</a>: what happened lately;
          <code>?after=ID&amp;wait=SECONDS</code> for what comes next</li>
          <li><a href="/debug/diagnostics">/debug/diagnostics</a>: what is wrong with the
          configuration</li>
          <li><a href="/debug/config">/debug/config</a>: the Envoy configuration of each
          proxy; <code>?proxy=ID</code> for one</li>
          <li><code>/debug/config_dump?proxy=ID</code>: what a proxy was given, in the form of Envoy's
          own dump</li>
          <li><a href="/debug/logging">/debug/logging</a>: the levels of the log; a POST with
          <code>?LOGGER=LEVEL</code> changes one</li>
          </ul>
          </body>
          </html>
          """);

  private IndexPage() {}
}
