package dev.ostia.translator.route.stream;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.BoundVirtualService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers which rules some server uses, and reports those that none does. */
final class UnusedRules {

  private record Rule(BoundVirtualService source, String path) {}

  private final Set<Rule> used = new HashSet<>();

  void used(BoundVirtualService source, String path) {
    used.add(new Rule(source, path));
  }

  /** Reports the rules of this VirtualService for which there is no server. */
  void report(BoundVirtualService source, Consumer<Diagnostic> diagnostics) {
    var spec = source.object().resource().getSpec();
    report(
        source,
        "spec.tcp",
        spec.getTcp(),
        "a TCP server, or a TLS server that ends TLS,",
        "Correct the match, or use tls rules for mode PASSTHROUGH and http rules for HTTP and"
            + " HTTPS",
        diagnostics);
    report(
        source,
        "spec.tls",
        spec.getTls(),
        "a server with mode PASSTHROUGH",
        "Correct the match; where TLS ends at the gateway use http rules, or tcp rules for protocol"
            + " TLS",
        diagnostics);
  }

  private void report(
      BoundVirtualService source,
      String field,
      @Nullable List<?> rules,
      String servers,
      String advice,
      Consumer<Diagnostic> diagnostics) {
    for (int i = 0; rules != null && i < rules.size(); i++) {
      String path = field + "[" + i + "]";
      if (!used.contains(new Rule(source, path))) {
        diagnostics.accept(
            Diagnostic.of(
                DiagnosticCode.NO_EFFECT,
                source.object(),
                path,
                "no Gateway that it names has %s to which its hosts and match fit"
                    .formatted(servers),
                advice));
      }
    }
  }
}
