package dev.ostia.translator.route.feature;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.GrpcStatuses;
import dev.ostia.translator.route.rule.GoDurations;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbort;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortGrpcStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortHttpStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelayFixedDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.Optional;

/** {@code http[].fault}; without a percentage it strikes no request. */
final class Faults implements RouteFeature {

  private static final String FILTER = "envoy.filters.http.fault";

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (rule.getFault() == null || route.hasRedirect()) {
      return;
    }
    HTTPFault.Builder fault = HTTPFault.newBuilder();
    if (rule.getFault().getDelay() != null) {
      delay(rule.getFault().getDelay(), scope).ifPresent(fault::setDelay);
    }
    if (rule.getFault().getAbort() != null) {
      abort(rule.getFault().getAbort(), scope).ifPresent(fault::setAbort);
    }
    if (fault.hasDelay() || fault.hasAbort()) {
      route.putTypedPerFilterConfig(FILTER, Any.pack(fault.build()));
    }
  }

  private static Optional<FaultDelay> delay(HTTPFaultInjectionDelay delay, RuleScope scope) {
    if (!(delay.getHttpDelayType() instanceof HTTPFaultInjectionDelayFixedDelay fixed)
        || fixed.getFixedDelay() == null) {
      return leftOut(scope, ".fault.delay", "no fixedDelay");
    }
    var duration = GoDurations.parse(fixed.getFixedDelay()).filter(Durations::isPositive);
    if (duration.isEmpty()) {
      return leftOut(scope, ".fault.delay.fixedDelay", "not a duration above 0");
    }
    return Optional.of(
        FaultDelay.newBuilder()
            .setFixedDelay(duration.get())
            .setPercentage(
                delay.getPercentage() != null
                    ? Percentages.of(delay.getPercentage())
                    : Percentages.whole(delay.getPercent()))
            .build());
  }

  private static Optional<FaultAbort> abort(HTTPFaultInjectionAbort abort, RuleScope scope) {
    FaultAbort.Builder made = FaultAbort.newBuilder();
    if (abort.getPercentage() != null) {
      made.setPercentage(Percentages.of(abort.getPercentage()));
    }
    switch (abort.getErrorType()) {
      case HTTPFaultInjectionAbortHttpStatus http -> {
        int status = http.getHttpStatus() == null ? 0 : http.getHttpStatus();
        if (status < 200 || status > 599) {
          return leftOut(
              scope, ".fault.abort.httpStatus", "Envoy cannot answer with status " + status);
        }
        made.setHttpStatus(status);
      }
      case HTTPFaultInjectionAbortGrpcStatus grpc -> {
        int code = GrpcStatuses.NAMES.indexOf(grpc.getGrpcStatus());
        if (code < 0) {
          return leftOut(
              scope, ".fault.abort.grpcStatus", grpc.getGrpcStatus() + " is no status of gRPC");
        }
        made.setGrpcStatus(code);
      }
      case null, default -> {
        return leftOut(scope, ".fault.abort", "no httpStatus or grpcStatus");
      }
    }
    return Optional.of(made.build());
  }

  private static <T> Optional<T> leftOut(RuleScope scope, String field, String problem) {
    scope.report(
        DiagnosticCode.SCHEMA_VALIDATION,
        field,
        problem + "; this fault is not injected",
        "Correct it, the rest of the rule is not affected");
    return Optional.empty();
  }
}
