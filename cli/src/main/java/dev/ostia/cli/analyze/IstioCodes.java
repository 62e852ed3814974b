package dev.ostia.cli.analyze;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.stream.Stream;

/**
 * Gives what translating found the codes under which Istio's analyzers know it, and leaves out what
 * only seems wrong where endpoints are not part of the input.
 */
final class IstioCodes {

  private final boolean endpointsKnown;

  IstioCodes(ConfigView view) {
    endpointsKnown =
        !view.endpointSlices().isEmpty() || !view.endpoints().isEmpty() || !view.pods().isEmpty();
  }

  /** The diagnostic as users of {@code istioctl analyze} know it; empty if it is none here. */
  Stream<Diagnostic> of(Diagnostic one) {
    ObjectKey object = one.object();
    if (object == null) {
      return Stream.of(one);
    }
    Kind kind = object.kind();
    return switch (one.code()) {
      case NO_EFFECT -> {
        if (kind == Kind.VIRTUAL_SERVICE && one.field().startsWith("spec.hosts[")) {
          yield Stream.of(as(one, DiagnosticCode.HOST_NOT_IN_GATEWAY));
        }
        boolean ofSubset =
            kind == Kind.DESTINATION_RULE && one.field().matches("spec\\.subsets\\[\\d+]\\.labels");
        if (!endpointsKnown && (ofSubset || kind == Kind.SERVICE)) {
          yield Stream.empty();
        }
        yield Stream.of(ofSubset ? as(one, DiagnosticCode.SUBSET_WITHOUT_PODS) : one);
      }
      case UNUSABLE_SECRET ->
          Stream.of(kind == Kind.GATEWAY ? as(one, DiagnosticCode.GATEWAY_CREDENTIAL) : one);
      case SCHEMA_VALIDATION ->
          Stream.of(
              one.severity() == Severity.WARNING ? as(one, DiagnosticCode.SCHEMA_WARNING) : one);
      default -> Stream.of(one);
    };
  }

  private static Diagnostic as(Diagnostic one, DiagnosticCode code) {
    return new Diagnostic(
        code,
        code.severity(),
        one.object(),
        one.field(),
        one.message(),
        one.advice(),
        one.position());
  }
}
