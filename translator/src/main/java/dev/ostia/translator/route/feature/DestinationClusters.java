package dev.ostia.translator.route.feature;

import static com.google.common.base.Strings.nullToEmpty;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.route.rule.RuleScope;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The cluster that a {@code Destination} means. */
public final class DestinationClusters {

  private static final String NO_HOST = "UnknownService";

  private DestinationClusters() {}

  /**
   * The cluster's name, also for a destination that does not exist: Envoy then answers 503 for it
   * and the other routes go on.
   *
   * @param field of the destination below the rule
   */
  static String of(@Nullable Destination destination, String field, RuleScope scope) {
    resolve(destination, scope)
        .filter(resolved -> resolved.streams().tunnel().isPresent())
        .ifPresent(
            resolved ->
                scope.report(
                    DiagnosticCode.NOT_HONOURED,
                    field + ".host",
                    "the tunnel of its DestinationRule counts for tcp and tls rules only, so"
                        + " requests go to its endpoints as they are",
                    "Route to it by a tcp or tls rule, or remove the tunnel"));
    return of(destination, field, scope, "requests are answered with 503");
  }

  /**
   * As {@link #of(Destination, String, RuleScope)}.
   *
   * @param consequence what happens if the destination does not exist
   */
  public static String of(
      @Nullable Destination destination, String field, RuleScope scope, String consequence) {
    Optional<ResolvedDestination> resolved = resolve(destination, scope);
    if (destination == null || resolved.isEmpty()) {
      scope.report(
          DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
          field + ".host",
          "no host, so " + consequence,
          "Name a Service or a host of a ServiceEntry");
      return NO_HOST;
    }
    missing(resolved.get(), destination, scope)
        .ifPresent(
            missing ->
                scope.report(
                    DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
                    field + missing.field(),
                    missing.what() + ", so " + consequence,
                    missing.advice()));
    return resolved.get().clusterName();
  }

  /** What a destination means; empty if it names no host. */
  public static Optional<ResolvedDestination> resolve(
      @Nullable Destination destination, RuleScope scope) {
    if (destination == null || nullToEmpty(destination.getHost()).isEmpty()) {
      return Optional.empty();
    }
    Long number = destination.getPort() == null ? null : destination.getPort().getNumber();
    return Optional.of(
        scope
            .destinations()
            .resolve(
                scope.object().key().namespace(),
                destination.getHost(),
                number == null || number == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(number.intValue()),
                nullToEmpty(destination.getSubset()),
                scope.context().serverPort()));
  }

  /** What a destination lacks, where it asks for it, and what to do. */
  private record Missing(String field, String what, String advice) {}

  private static Optional<Missing> missing(
      ResolvedDestination resolved, Destination destination, RuleScope scope) {
    String host = destination.getHost();
    String detail = resolved.detail();
    return switch (resolved.outcome()) {
      case FOUND -> Optional.empty();
      case NO_SUCH_HOST ->
          Optional.of(
              new Missing(
                  ".host",
                  "no Service or ServiceEntry has the host "
                      + host
                      + (detail.equals(host) ? "" : inBrackets("looked for ", detail)),
                  "Create it, export it to the gateway's namespace, or correct the host"));
      case NO_SUCH_PORT ->
          Optional.of(
              new Missing(
                  destination.getPort() == null ? ".host" : ".port.number",
                  missingPort(destination, scope) + inBrackets("it has ", detail),
                  "Name one of its ports in destination.port.number"));
      case NO_SUCH_SUBSET ->
          Optional.of(
              new Missing(
                  ".subset",
                  "no DestinationRule for %s has a subset %s%s"
                      .formatted(host, destination.getSubset(), inBrackets("there are ", detail)),
                  "Add the subset to a DestinationRule for the host, or correct its name"));
    };
  }

  private static String inBrackets(String before, String detail) {
    return detail.isEmpty() ? "" : " (" + before + detail + ")";
  }

  private static String missingPort(Destination destination, RuleScope scope) {
    return destination.getPort() == null
        ? "%s has several ports or not the gateway's port %d, and none is named"
            .formatted(destination.getHost(), scope.context().serverPort())
        : "%s has no port %d".formatted(destination.getHost(), destination.getPort().getNumber());
  }
}
