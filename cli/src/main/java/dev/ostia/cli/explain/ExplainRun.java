package dev.ostia.cli.explain;

import dev.ostia.cli.explain.ExplainCommand.Output;
import dev.ostia.cli.explain.Explanation.Verdict;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.Json;
import dev.ostia.cli.input.InputOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads, explains and prints. */
final class ExplainRun {

  private static final int FIRST_ERROR = 400;

  private final PrintWriter out;

  ExplainRun(PrintWriter out) {
    this.out = out;
  }

  /** The exit code. */
  int run(
      Asked asked,
      List<Path> paths,
      String defaultNamespace,
      @Nullable Path meshConfig,
      GatewaySelection gateway,
      Output output,
      boolean everything) {
    InputOptions input = InputOptions.of(paths, defaultNamespace, meshConfig);
    GatewayModel model = GatewayModel.load(input, gateway.proxy());
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
