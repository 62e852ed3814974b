package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
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
    Collection<Integer> ports = model.ports().all().keySet();
    String reason = "Nothing listens on port " + way.asked().port() + "; ";
    if (ports.isEmpty()) {
      for (Diagnostic found : model.diagnostics()) {
        if (isRefusedGateway(model, found)) {
          return new Advice(
              reason + found.object() + " is refused: " + Remedies.sentence(found.message()),
              Remedies.sentence(found.advice()));
        }
      }
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

  private static boolean isRefusedGateway(GatewayModel model, Diagnostic found) {
    ObjectKey object = found.object();
    return object != null
        && object.kind() == Kind.GATEWAY
        && found.severity() == Severity.ERROR
        && model.view().get(object).isEmpty();
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
