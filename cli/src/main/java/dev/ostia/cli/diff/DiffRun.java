package dev.ostia.cli.diff;

import dev.ostia.cli.gateway.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Compares two configurations and prints how they differ. */
final class DiffRun {

  private final PrintWriter out;

  DiffRun(PrintWriter out) {
    this.out = out;
  }

  /** The exit code. */
  int run(Side before, Side after, @Nullable Path accessLog, boolean json, boolean lines) {
    Difference difference =
        new Difference(
            Changes.ofObjects(before.model(), after.model()),
            Changes.ofResources(before.model(), after.model()),
            Requests.moved(before.model(), after.model()),
            after.diagnosticsNotIn(before),
            before.diagnosticsNotIn(after),
            Costs.of(before.model(), after.model()),
            accessLog == null ? null : AccessLog.replay(accessLog, before.model(), after.model()));
    if (json) {
      out.println(Json.print(difference));
    } else {
      out.print(DifferenceText.of(difference, lines));
    }
    out.flush();
    return difference.isEmpty() ? 0 : 1;
  }
}
