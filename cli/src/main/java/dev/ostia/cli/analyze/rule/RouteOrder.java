package dev.ostia.cli.analyze.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HTTP rules that no request can reach, because an earlier rule takes all requests or has the same
 * conditions (IST0130), and single conditions that an earlier rule has (IST0131).
 */
final class RouteOrder implements Rule {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    view.virtualServices().forEach(service -> check(service, found));
    return found;
  }

  private static void check(ConfigObject<VirtualService> service, List<Diagnostic> found) {
    List<HTTPRoute> routes = service.resource().getSpec().getHttp();
    Map<JsonNode, String> seen = new HashMap<>();
    String takesAll = "";
    for (int i = 0; routes != null && i < routes.size(); i++) {
      String field = "spec.http[" + i + "]";
      if (!takesAll.isEmpty()) {
        found.add(unreachable(service, field, takesAll + " matches all requests"));
        continue;
      }
      List<HTTPMatchRequest> matches = routes.get(i).getMatch();
      if (matches == null || matches.isEmpty()) {
        takesAll = field;
      } else {
        repeated(service, field, matches, seen, found);
      }
    }
  }

  private static void repeated(
      ConfigObject<VirtualService> service,
      String field,
      List<HTTPMatchRequest> matches,
      Map<JsonNode, String> seen,
      List<Diagnostic> found) {
    Map<Integer, String> again = new HashMap<>();
    for (int i = 0; i < matches.size(); i++) {
      JsonNode conditions = JSON.valueToTree(matches.get(i));
      if (conditions instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
        object.remove("name");
      }
      String first = seen.putIfAbsent(conditions, field);
      if (first != null) {
        again.put(i, first);
      }
    }
    if (again.size() == matches.size()) {
      found.add(unreachable(service, field, again.get(0) + " has the same conditions"));
      return;
    }
    again.forEach(
        (index, first) ->
            found.add(
                Diagnostic.of(
                    DiagnosticCode.INEFFECTIVE_MATCH,
                    service,
                    field + ".match[" + index + "]",
                    first + " has the same conditions, so this one never decides",
                    "Remove it, or move the rule before " + first)));
  }

  private static Diagnostic unreachable(
      ConfigObject<VirtualService> service, String field, String why) {
    return Diagnostic.of(
        DiagnosticCode.UNREACHABLE_RULE,
        service,
        field,
        "no request can reach this rule: " + why,
        "Remove it, or move it before the other rule");
  }
}
