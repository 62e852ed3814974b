package dev.ostia.cli.analyze.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules of a VirtualService that nothing can reach, because earlier ones take all (IST0130), and
 * single conditions that an earlier one has or covers (IST0131). HTTP, TCP and TLS rules are three
 * lists, each with an order of its own.
 */
final class RouteOrder implements Rule {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      JsonNode spec = JSON.valueToTree(service.resource().getSpec());
      for (String kind : List.of("http", "tcp", "tls")) {
        check(service, "spec." + kind, spec.path(kind), found);
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<VirtualService> service, String list, JsonNode routes, List<Diagnostic> found) {
    SeenMatches seen = new SeenMatches();
    String takesAll = "";
    for (int i = 0; i < routes.size(); i++) {
      String field = list + "[" + i + "]";
      JsonNode matches = routes.path(i).path("match");
      if (!takesAll.isEmpty()) {
        found.add(unreachable(service, list, field, takesAll + " matches all " + one(list) + "s"));
      } else if (matches.isEmpty()) {
        takesAll = field;
      } else {
        repeated(service, field, matches, seen, found);
      }
    }
  }

  private static void repeated(
      ConfigObject<VirtualService> service,
      String rule,
      JsonNode matches,
      SeenMatches seen,
      List<Diagnostic> found) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      var conditions = MatchConditions.of(rule + ".match[" + i + "]", matches.path(i));
      seen.covering(conditions)
          .ifPresent(
              earlier -> {
                String why = earlier.field() + " " + earlier.relation(conditions);
                taken.add(why);
                found.add(ineffective(service, conditions.field(), why, earlier.field()));
              });
      seen.add(conditions);
    }
    if (taken.size() == matches.size()) {
      found.add(unreachable(service, rule, rule, taken.getFirst()));
    }
  }

  private static Diagnostic ineffective(
      ConfigObject<VirtualService> service, String field, String why, String earlier) {
    return Diagnostic.of(
        DiagnosticCode.INEFFECTIVE_MATCH,
        service,
        field,
        why + ", so this one never decides",
        "Remove it, or move it before " + earlier);
  }

  private static Diagnostic unreachable(
      ConfigObject<VirtualService> service, String list, String field, String why) {
    return Diagnostic.of(
        DiagnosticCode.UNREACHABLE_RULE,
        service,
        field,
        "no %s can reach this rule: %s".formatted(one(list), why),
        "Remove it, or move it before the other rule");
  }

  private static String one(String list) {
    return list.startsWith("spec.http") ? "request" : "connection";
  }
}
