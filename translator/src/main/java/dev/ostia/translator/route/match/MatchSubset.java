package dev.ostia.translator.route.match;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether one match lies within another, as Istio asks of the matches of a delegate. */
public final class MatchSubset {

  private MatchSubset() {}

  /** Whether the two can be put together; regular expressions never can. */
  public static boolean isWithin(HTTPMatchRequest inner, HTTPMatchRequest outer) {
    return isWithin(inner.getUri(), outer.getUri())
        && isWithin(inner.getScheme(), outer.getScheme())
        && isWithin(inner.getMethod(), outer.getMethod())
        && isWithin(inner.getAuthority(), outer.getAuthority())
        && areWithin(inner.getHeaders(), outer.getHeaders())
        && areWithin(inner.getWithoutHeaders(), outer.getWithoutHeaders())
        && areWithin(inner.getQueryParams(), outer.getQueryParams())
        && Boolean.TRUE.equals(inner.getIgnoreUriCase())
            == Boolean.TRUE.equals(outer.getIgnoreUriCase())
        && agree(inner.getPort(), outer.getPort())
        && agree(inner.getSourceNamespace(), outer.getSourceNamespace())
        && labelsAgree(inner.getSourceLabels(), outer.getSourceLabels())
        && gatewaysAreWithin(inner.getGateways(), outer.getGateways());
  }

  private static boolean areWithin(
      @Nullable Map<String, StringMatch> inner, @Nullable Map<String, StringMatch> outer) {
    return inner == null
        || outer == null
        || inner.entrySet().stream()
            .allMatch(entry -> isWithin(entry.getValue(), outer.get(entry.getKey())));
  }

  private static boolean isWithin(@Nullable StringMatch inner, @Nullable StringMatch outer) {
    if (inner == null || outer == null) {
      return true;
    }
    String prefix =
        outer.getMatchType() instanceof StringMatchPrefix given
            ? StringMatchers.text(given.getPrefix())
            : null;
    return switch (inner.getMatchType()) {
      case StringMatchExact exact when prefix != null ->
          StringMatchers.text(exact.getExact()).startsWith(prefix);
      case StringMatchPrefix longer when prefix != null ->
          StringMatchers.text(longer.getPrefix()).startsWith(prefix);
      case StringMatchExact exact ->
          outer.getMatchType() instanceof StringMatchExact same
              && Objects.equals(exact.getExact(), same.getExact());
      case null, default -> false;
    };
  }

  private static boolean agree(@Nullable Object inner, @Nullable Object outer) {
    return inner == null || outer == null || inner.equals(outer);
  }

  private static boolean labelsAgree(
      @Nullable Map<String, String> inner, @Nullable Map<String, String> outer) {
    return inner == null
        || outer == null
        || inner.entrySet().stream()
            .allMatch(entry -> agree(entry.getValue(), outer.get(entry.getKey())));
  }

  private static boolean gatewaysAreWithin(
      @Nullable List<String> inner, @Nullable List<String> outer) {
    return inner == null || outer == null || outer.isEmpty() || outer.containsAll(inner);
  }
}
