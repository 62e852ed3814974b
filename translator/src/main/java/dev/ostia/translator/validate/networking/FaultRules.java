package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.config.GrpcStatuses;
import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/**
 * What Istio refuses in fault injection. {@code http2Error} and {@code exponentialDelay} are fields
 * of its API that no Istio carries out, so it refuses them too.
 */
final class FaultRules {

  private FaultRules() {}

  static void check(Field fault, Findings findings) {
    if (fault.absent()) {
      return;
    }
    if (!fault.has("abort") && !fault.has("delay")) {
      findings.refuse(fault, "the fault does nothing", "Give abort, delay or both");
    }
    checkAbort(fault.get("abort"), findings);
    checkDelay(fault.get("delay"), findings);
  }

  private static void checkAbort(Field abort, Findings findings) {
    CommonRules.fraction(abort.get("percentage"), findings);
    Field grpc = abort.get("grpcStatus");
    if (grpc.present() && !GrpcStatuses.NAMES.contains(grpc.text())) {
      findings.refuse(
          grpc, quote(grpc.text()) + " is not a gRPC status", "Use a name such as UNAVAILABLE");
    }
    if (abort.has("http2Error")) {
      findings.refuse(
          abort.get("http2Error"), "http2Error is not implemented", "Use httpStatus or grpcStatus");
    }
    if (abort.has("httpStatus")) {
      HttpActionRules.checkStatus(abort.get("httpStatus"), findings);
    }
  }

  private static void checkDelay(Field delay, Findings findings) {
    CommonRules.fraction(delay.get("percentage"), findings);
    CommonRules.duration(delay.get("fixedDelay"), findings);
    if (delay.has("exponentialDelay")) {
      findings.refuse(
          delay.get("exponentialDelay"), "exponentialDelay is not implemented", "Use fixedDelay");
    }
  }
}
