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
    reportMissing(resolved.get(), destination, field, scope, consequence);
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

  private static void reportMissing(
      ResolvedDestination resolved,
      Destination destination,
      String field,
      RuleScope scope,
      String consequence) {
    String host = destination.getHost();
    String detail = resolved.detail();
    switch (resolved.outcome()) {
      case FOUND -> {}
      case NO_SUCH_HOST ->
          report(
              scope,
              consequence,
              field + ".host",
              "no Service or ServiceEntry has the host %s%s"
                  .formatted(
                      host,
                      detail.isEmpty() || detail.equals(host)
                          ? ""
                          : " (looked for " + detail + ")"),
              "Create it, export it to the gateway's namespace, or correct the host");
      case NO_SUCH_PORT ->
          report(
              scope,
              consequence,
              field + (destination.getPort() == null ? ".host" : ".port.number"),
              (destination.getPort() == null
                      ? "%s has several ports or not the gateway's port %d, and none is named"
                          .formatted(host, scope.context().serverPort())
                      : "%s has no port %d".formatted(host, destination.getPort().getNumber()))
                  + (detail.isEmpty() ? "" : " (it has " + detail + ")"),
              "Name one of its ports in destination.port.number");
      case NO_SUCH_SUBSET ->
          report(
              scope,
              consequence,
              field + ".subset",
              "no DestinationRule for %s has a subset %s%s"
                  .formatted(
                      host,
                      destination.getSubset(),
                      detail.isEmpty() ? "" : " (there are " + detail + ")"),
              "Add the subset to a DestinationRule for the host, or correct its name");
    }
  }

  private static void report(
      RuleScope scope, String consequence, String field, String what, String advice) {
    scope.report(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND, field, what + ", so " + consequence, advice);
  }
}
