package dev.ostia.cli.graph;

import dev.ostia.cli.analyze.Analyzer;
import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.gateway.DumpedGateway;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.graph.draw.Picture;
import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.GraphBuilder;
import dev.ostia.cli.graph.model.Traffic;
import dev.ostia.translator.config.Diagnostic;
import java.util.List;
import java.util.Objects;

/** Reads what is to be drawn, and draws it. */
final class GraphRun {

  private final GraphCommand command;

  GraphRun(GraphCommand command) {
    this.command = command;
  }

  /** The picture. */
  String draw() {
    GatewayModel model = model();
    List<Diagnostic> diagnostics =
        command.running.isBeside(command.input)
            ? Analyzer.withRules(model.view(), model.translation(), model.diagnostics())
            : List.of();
    Traffic traffic =
        command.live == null ? Traffic.UNKNOWN : LiveTraffic.of(command.live, command.interval);
    Graph graph = GraphBuilder.build(title(), model, diagnostics, traffic);
    return switch (command.output) {
      case HTML -> Picture.html(graph);
      case SVG -> Picture.svg(graph);
      case DOT -> Picture.dot(graph);
      case MERMAID -> Picture.mermaid(graph);
    };
  }

  private GatewayModel model() {
    if (command.running.isBeside(command.input)) {
      return GatewayModel.load(command.input, command.gateway.proxy());
    }
    if (command.dump != null) {
      return DumpedGateway.read(command.dump);
    }
    if (command.running.isGiven()) {
      return command.running.ask(command.input);
    }
    String admin = Objects.requireNonNull(command.live);
    return DumpedGateway.parse(
        HttpText.get(admin, "/config_dump?include_eds=true", "Envoy's admin port"), admin);
  }

  private String title() {
    String what =
        command.running.isBeside(command.input)
            ? command.input.names()
            : Objects.toString(
                command.running.name(), Objects.toString(command.dump, command.live));
    return "Gateway " + what;
  }
}
