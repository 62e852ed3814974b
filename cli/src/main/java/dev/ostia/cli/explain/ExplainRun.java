package dev.ostia.cli.explain;

import dev.ostia.cli.explain.ExplainCommand.Output;
import dev.ostia.cli.explain.Explanation.Verdict;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.Json;
import dev.ostia.cli.input.InputOptions;
import java.io.PrintWriter;

/** Reads, explains and prints. */
final class ExplainRun {

  private static final int FIRST_ERROR = 400;

  private final PrintWriter out;
  private final PrintWriter err;
  private final Output output;
  private final boolean everything;

  ExplainRun(PrintWriter out, PrintWriter err, Output output, boolean everything) {
    this.out = out;
    this.err = err;
    this.output = output;
    this.everything = everything;
  }

  /** Explains from configuration; gives the exit code. */
  int ofFiles(Asked asked, InputOptions input, GatewaySelection gateway) {
    return of(asked, GatewayModel.load(input, gateway.proxy()).tellingUnread(err));
  }

  /** Explains from what is known of a gateway; gives the exit code. */
  int of(Asked asked, GatewayModel model) {
    Explanation explanation = new Explainer(model).explain(asked);
    switch (output) {
      case TEXT -> out.print(ExplanationText.of(explanation, everything));
      case JSON -> out.println(Json.print(explanation));
    }
    out.flush();
    return isFault(explanation.verdict()) ? 1 : 0;
  }

  private static boolean isFault(Verdict verdict) {
    Integer status = verdict.status();
    boolean error = status != null && status >= FIRST_ERROR;
    return switch (verdict.outcome()) {
      case "refused", "closed" -> true;
      case "answered" -> error;
      default -> false;
    };
  }
}
