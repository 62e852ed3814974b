package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import java.util.Collection;
import java.util.stream.Collectors;

/** Why nothing listens where a client connects to. */
final class MissingListener {

  private final Way way;

  MissingListener(Way way) {
    this.way = way;
  }

  Advice advice() {
    GatewayModel model = way.model();
    Collection<Integer> ports = openPorts(model);
    String reason = "Nothing listens on port " + way.asked().port() + "; ";
    if (ports.isEmpty()) {
      return new Advice(
          reason + "no Gateway selects this gateway.",
          "Compare spec.selector of the Gateways with the gateway's labels "
              + model.proxy().labels()
              + " (--label, --namespace).");
    }
    String open = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new Advice(
        reason
            + (ports.size() == 1 ? "the only port that does is " : "ports that do: ")
            + open
            + ".",
        dropped(model, ports.size() == 1 ? "it" : "one of these"));
  }

  /** What clients may connect to. */
  private static Collection<Integer> openPorts(GatewayModel model) {
    return model.ports().all().keySet();
  }

  private String dropped(GatewayModel model, String others) {
    for (Diagnostic found : model.diagnostics()) {
      boolean server =
          found.object() != null
              && found.object().kind() == Kind.GATEWAY
              && found.field().startsWith("spec.servers")
              && found.message().contains("port " + way.asked().port() + " ");
      if (server) {
        return Remedies.sentence(Remedies.capital(found.message()))
            + " "
            + Remedies.sentence(found.advice());
      }
    }
    return "Use "
        + others
        + ", or add a server with port "
        + way.asked().port()
        + " to a Gateway that selects this gateway.";
  }
}
