package dev.ostia.translator.route.match;

import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.GatewayReference;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entries of {@code http[].match} as Envoy's route matches. */
public final class RouteMatches {

  private static final String CLAIMS = "@request.auth.claims";
  private static final int HTTP_PORT = 80;

  /** A host whose port is not told, as clients leave it away, or is 80. */
  private static final String WITHOUT_OTHER_PORT = "([^:]*|\\[.*\\])(:80)?";

  /** What a rule without match, or a match without {@code uri}, means: every path. */
  public static final RouteMatch EVERYTHING = RouteMatch.newBuilder().setPrefix("/").build();

  private RouteMatches() {}

  /**
   * The match of an entry.
   *
   * @param field of the entry below the rule: {@code .match[1]}
   * @return empty if the entry cannot apply to this context, or if Envoy would refuse it
   */
  public static Optional<RouteMatch> of(HTTPMatchRequest entry, String field, RuleScope scope) {
    if (!applies(entry, scope) || !isSound(entry, field, scope)) {
      return Optional.empty();
    }
    RouteMatch.Builder match = RouteMatch.newBuilder().setPrefix("/");
    if (entry.getUri() != null && entry.getUri().getMatchType() != null) {
      path(match, entry.getUri());
    }
    match.setCaseSensitive(BoolValue.of(!Boolean.TRUE.equals(entry.getIgnoreUriCase())));
    addHeaders(match, entry);
    addSpecial(match, ":method", entry.getMethod());
    addSpecial(match, ":authority", entry.getAuthority());
    addSpecial(match, ":scheme", entry.getScheme());
    addPort(match, entry, scope);
    sorted(entry.getQueryParams())
        .forEach((name, value) -> match.addQueryParameters(queryParameter(name, value)));
    return Optional.of(match.build());
  }

  /** Whether a route's match leaves nothing to the routes after it. */
  public static boolean isCatchAll(RouteMatch match) {
    boolean anyPath =
        switch (match.getPathSpecifierCase()) {
          case PREFIX -> match.getPrefix().equals("/");
          case SAFE_REGEX -> match.getSafeRegex().getRegex().equals(".*");
          default -> false;
        };
    return anyPath && match.getHeadersCount() == 0 && match.getQueryParametersCount() == 0;
  }

  /** Whether an entry takes all requests, through whatever door they come. */
  public static boolean takesAll(HTTPMatchRequest entry) {
    boolean anyDoor =
        entry.getPort() == null
            && isEmpty(entry.getGateways())
            && (entry.getSourceLabels() == null || entry.getSourceLabels().isEmpty())
            && StringMatchers.text(entry.getSourceNamespace()).isEmpty();
    boolean anyRequest =
        entry.getMethod() == null
            && entry.getAuthority() == null
            && entry.getScheme() == null
            && sorted(entry.getHeaders()).isEmpty()
            && sorted(entry.getWithoutHeaders()).isEmpty()
            && sorted(entry.getQueryParams()).isEmpty();
    return anyDoor && anyRequest && isAnyPath(entry.getUri());
  }

  private static boolean isEmpty(@Nullable List<String> list) {
    return list == null || list.isEmpty();
  }

  private static boolean isAnyPath(@Nullable StringMatch uri) {
    return switch (uri == null ? null : uri.getMatchType()) {
      case null -> true;
      case StringMatchPrefix prefix -> "/".equals(prefix.getPrefix());
      case StringMatchRegex regex -> ".*".equals(regex.getRegex());
      default -> false;
    };
  }

  private static boolean applies(HTTPMatchRequest entry, RuleScope scope) {
    Long port = entry.getPort();
    if (port != null && port != 0 && !scope.context().ports().contains(port.intValue())) {
      return false;
    }
    if (entry.getGateways() != null && !entry.getGateways().isEmpty()) {
      String namespace = scope.object().key().namespace();
      return entry.getGateways().stream()
          .map(gateway -> GatewayReference.qualify(gateway, namespace))
          .anyMatch(scope.context().gateway()::equals);
    }
    if (entry.getSourceLabels() != null && !scope.proxy().matches(entry.getSourceLabels())) {
      return false;
    }
    String source = StringMatchers.text(entry.getSourceNamespace());
    return source.isEmpty() || source.equals(scope.proxy().namespace());
  }

  private static boolean isSound(HTTPMatchRequest entry, String field, RuleScope scope) {
    // All are looked at, so that all faults are told at once.
    boolean sound = isSound(entry.getUri(), field + ".uri", scope);
    sound &= isSound(entry.getMethod(), field + ".method", scope);
    sound &= isSound(entry.getAuthority(), field + ".authority", scope);
    sound &= isSound(entry.getScheme(), field + ".scheme", scope);
    sound &= areSound(entry.getHeaders(), field + ".headers", scope);
    sound &= areSound(entry.getWithoutHeaders(), field + ".withoutHeaders", scope);
    sound &= areSound(entry.getQueryParams(), field + ".queryParams", scope);
    return sound;
  }

  private static boolean areSound(
      @Nullable Map<String, StringMatch> matches, String field, RuleScope scope) {
    boolean sound = true;
    for (Map.Entry<String, StringMatch> match : sorted(matches).entrySet()) {
      String name = match.getKey();
      if (name.startsWith(CLAIMS)) {
        scope.notHonoured(
            field, "tokens are not read here, so " + name + " cannot match; the entry is left out");
        sound = false;
      } else if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
        refuse(scope, field, "a name that is empty or has control characters");
        sound = false;
      }
      sound &= isSound(match.getValue(), field + "." + name, scope);
    }
    return sound;
  }

  private static boolean isSound(@Nullable StringMatch match, String field, RuleScope scope) {
    Optional<String> problem = StringMatchers.problem(match);
    problem.ifPresent(why -> refuse(scope, field, why));
    return problem.isEmpty();
  }

  private static void refuse(RuleScope scope, String field, String why) {
    scope.report(
        DiagnosticCode.SCHEMA_VALIDATION,
        field,
        why + "; this entry of match is left out",
        "Correct it, the other entries are not affected");
  }

  private static void path(RouteMatch.Builder match, StringMatch uri) {
    switch (uri.getMatchType()) {
      case StringMatchExact exact -> match.setPath(StringMatchers.text(exact.getExact()));
      case StringMatchPrefix prefix -> match.setPrefix(StringMatchers.text(prefix.getPrefix()));
      case StringMatchRegex regex ->
          match.setSafeRegex(Regexes.matcher(StringMatchers.text(regex.getRegex())));
      default -> throw new IllegalArgumentException("unknown kind of match: " + uri);
    }
  }

  private static void addHeaders(RouteMatch.Builder match, HTTPMatchRequest entry) {
    SortedMap<String, StringMatch> with = sorted(entry.getHeaders());
    SortedMap<String, StringMatch> without = sorted(entry.getWithoutHeaders());
    TreeSet<String> names = new TreeSet<>(with.keySet());
    names.addAll(without.keySet());
    for (String name : names) {
      if (with.containsKey(name)) {
        match.addHeaders(header(name, with.get(name)));
      }
      if (without.containsKey(name)) {
        HeaderMatcher.Builder header = header(name, without.get(name)).setInvertMatch(true);
        match.addHeaders(header.setTreatMissingHeaderAsEmpty(header.hasStringMatch()));
      }
    }
  }

  private static void addSpecial(
      RouteMatch.Builder match, String name, @Nullable StringMatch value) {
    if (value != null) {
      match.addHeaders(header(name, value));
    }
  }

  /** Where server ports meet, the port is told by what clients add to the host. */
  private static void addPort(RouteMatch.Builder match, HTTPMatchRequest entry, RuleScope scope) {
    if (entry.getPort() == null || entry.getPort() == 0 || !scope.context().portsMeet()) {
      return;
    }
    HeaderMatcher.Builder authority = HeaderMatcher.newBuilder().setName(":authority");
    var value = authority.getStringMatchBuilder();
    if (entry.getPort() == HTTP_PORT) {
      value.setSafeRegex(Regexes.matcher(WITHOUT_OTHER_PORT));
    } else {
      value.setSuffix(":" + entry.getPort());
    }
    match.addHeaders(authority);
  }

  private static HeaderMatcher.Builder header(String name, @Nullable StringMatch value) {
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    return value == null || StringMatchers.isPresence(value)
        ? header.setPresentMatch(true)
        : header.setStringMatch(StringMatchers.of(value));
  }

  private static QueryParameterMatcher queryParameter(String name, @Nullable StringMatch value) {
    QueryParameterMatcher.Builder parameter = QueryParameterMatcher.newBuilder().setName(name);
    return value == null || StringMatchers.isPresence(value)
        ? parameter.setPresentMatch(true).build()
        : parameter.setStringMatch(StringMatchers.of(value)).build();
  }

  private static SortedMap<String, StringMatch> sorted(@Nullable Map<String, StringMatch> matches) {
    return matches == null ? new TreeMap<>() : new TreeMap<>(matches);
  }
}
