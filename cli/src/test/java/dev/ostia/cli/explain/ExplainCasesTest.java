package dev.ostia.cli.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.explain.Explanation.Endpoint;
import dev.ostia.cli.explain.Explanation.Target;
import dev.ostia.cli.explain.Explanation.Verdict;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.CaseFolder;
import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.cases.Expectation;
import dev.ostia.controlplane.cases.GatewayProxy;
import dev.ostia.translator.simulate.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of every case explained: what is said must be what the case expects, which a real
 * Envoy is held to as well.
 */
class ExplainCasesTest {

  static List<CaseFolder> cases() {
    return CaseFolder.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatHappens(CaseFolder folder) {
    CaseInput input = CaseInput.load(folder);
    Map<String, GatewayModel> models = new HashMap<>();
    for (GatewayProxy gateway : folder.gateways()) {
      models.put(
          gateway.name(), GatewayModel.of(input.view(), gateway.proxy(), input.diagnostics()));
    }
    CallsFile calls = folder.calls();
    List<String> faults = new ArrayList<>();
    for (Call call : calls.calls()) {
      if (call.notSimulated().isPresent() || failsInsideHandshake(call)) {
        continue;
      }
      Explanation explanation = explain(requireNonNull(models.get(call.gateway())), call);
      List<String> differences = differences(call.expect(), explanation, calls);
      if (!differences.isEmpty()) {
        faults.add(call + ": " + differences + "\n" + ExplanationText.of(explanation, true));
      }
    }
    assertThat(faults).as(folder.toString()).isEmpty();
  }

  private static Explanation explain(GatewayModel model, Call call) {
    Request request =
        Request.get(call.port(), call.host(), call.path())
            .to(call.address())
            .withMethod(call.method())
            .withHeaders(call.headers());
    boolean tls = call.wire().protocol().isTls();
    Asked asked =
        new Asked(
            call.method(),
            tls,
            call.host(),
            call.port(),
            call.path(),
            call.headers(),
            call.wire().sni(),
            call.wire().clientCertificate().isPresent(),
            "127.0.0.1");
    return new Explainer(model)
        .explain(
            asked, tls ? request.overTls(call.wire().sni()).offering(call.wire().alpn()) : request);
  }

  /** Versions, ciphers and the certificates themselves are not in the way of a request. */
  private static boolean failsInsideHandshake(Call call) {
    return call.expect().outcome().equals(Expectation.HANDSHAKE_FAILED)
        && (call.wire().version().isPresent()
            || !call.wire().ciphers().isEmpty()
            || call.wire().clientCertificate().isPresent());
  }

  private static List<String> differences(
      Expectation expected, Explanation explanation, CallsFile calls) {
    List<String> differences = new ArrayList<>();
    Verdict verdict = explanation.verdict();
    if (verdict.summary().isBlank() || !verdict.summary().endsWith(".")) {
      differences.add("no sentence");
    }
    if (!expected.outcome().equals(Expectation.ANSWER)) {
      boolean closed =
          expected.outcome().equals(Expectation.HANDSHAKE_FAILED)
              && verdict.outcome().equals("closed");
      if (!closed && !verdict.outcome().equals(expected.outcome())) {
        differences.add("outcome " + verdict.outcome());
      }
      return differences;
    }
    Set<String> saying = saying(explanation, calls);
    expected
        .observe()
        .ifPresent(
            observe -> {
              if (!observe.backends().keySet().equals(saying)) {
                differences.add(saying + " instead of " + observe.backends().keySet());
              }
            });
    expected
        .backend()
        .filter(backend -> expected.observe().isEmpty())
        .ifPresent(
            backend -> {
              boolean forwarded = !verdict.outcome().equals("answered");
              if (backend.isEmpty() ? forwarded && !isLate(expected) : !saying.contains(backend)) {
                differences.add(saying + " instead of '" + backend + "'");
              }
            });
    if (verdict.outcome().equals("answered") && expected.observe().isEmpty()) {
      expected.status().stream()
          .filter(status -> !Integer.valueOf(status).equals(verdict.status()))
          .forEach(status -> differences.add("status " + verdict.status()));
    }
    return differences;
  }

  /** The gateway answers 504 itself where the endpoint is too slow, which files do not tell. */
  private static boolean isLate(Expectation expected) {
    return expected.status().orElse(0) == 504;
  }

  /** The names of the backends that may answer, or of the statuses that the gateway gives. */
  private static Set<String> saying(Explanation explanation, CallsFile calls) {
    Set<String> names = new TreeSet<>();
    Verdict verdict = explanation.verdict();
    verdict.parts().stream()
        .filter(part -> part.outcome().equals("answered"))
        .forEach(part -> names.add("status " + part.status()));
    if (verdict.parts().isEmpty() && verdict.outcome().equals("answered")) {
      names.add("status " + verdict.status());
    }
    for (Target target : explanation.targets()) {
      target.endpoints().stream()
          .filter(Endpoint::usable)
          .forEach(endpoint -> names.add(calls.backend(endpoint.address())));
    }
    return names;
  }
}
