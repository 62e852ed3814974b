package dev.ostia.translator.route.feature;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.fabric8.istio.api.api.networking.v1alpha3.Headers;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersHeaderOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code headers} block as Envoy's lists.
 *
 * @param requestAdd first {@code set}, then {@code add}, each by name
 * @param host what {@code Host} or {@code :authority} is set to; empty if it is not
 */
record HeaderLists(
    List<HeaderValueOption> requestAdd,
    List<String> requestRemove,
    List<HeaderValueOption> responseAdd,
    List<String> responseRemove,
    String host) {

  private static final HeaderLists EMPTY =
      new HeaderLists(List.of(), List.of(), List.of(), List.of(), "");

  /**
   * Reads a block.
   *
   * @param field of the block below the rule: {@code .headers}
   */
  static HeaderLists of(@Nullable Headers headers, String field, RuleScope scope) {
    if (headers == null) {
      return EMPTY;
    }
    HeadersHeaderOperations request = orEmpty(headers.getRequest());
    HeadersHeaderOperations response = orEmpty(headers.getResponse());
    String requestField = field + ".request";
    String responseField = field + ".response";
    String host = hostOf(request.getSet());
    return new HeaderLists(
        additions(request, requestField, scope),
        removals(request, requestField, scope),
        additions(response, responseField, scope),
        removals(response, responseField, scope),
        host.isEmpty() ? hostOf(request.getAdd()) : host);
  }

  private static HeadersHeaderOperations orEmpty(@Nullable HeadersHeaderOperations operations) {
    return operations == null ? new HeadersHeaderOperations() : operations;
  }

  private static String hostOf(@Nullable Map<String, String> headers) {
    String host = "";
    for (Map.Entry<String, String> header : sorted(headers).entrySet()) {
      if (isHost(header.getKey()) && header.getValue() != null) {
        host = header.getValue();
      }
    }
    return host;
  }

  private static List<HeaderValueOption> additions(
      HeadersHeaderOperations operations, String field, RuleScope scope) {
    List<HeaderValueOption> list = new ArrayList<>();
    addAll(
        list,
        operations.getSet(),
        HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
        field + ".set",
        scope);
    addAll(
        list,
        operations.getAdd(),
        HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD,
        field + ".add",
        scope);
    return list;
  }

  private static void addAll(
      List<HeaderValueOption> list,
      @Nullable Map<String, String> headers,
      HeaderAppendAction action,
      String field,
      RuleScope scope) {
    for (Map.Entry<String, String> header : sorted(headers).entrySet()) {
      String name = header.getKey();
      String value = header.getValue() == null ? "" : header.getValue();
      if (isHost(name)) {
        continue;
      }
      Optional<String> problem = HeaderChecks.problemOfName(name);
      if (problem.isEmpty()) {
        problem = HeaderChecks.problemOfValue(value);
      }
      if (problem.isPresent()) {
        leaveOut(scope, field + "." + name, problem.get());
      } else {
        list.add(
            HeaderValueOption.newBuilder()
                .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
                .setAppendAction(action)
                .build());
      }
    }
  }

  private static List<String> removals(
      HeadersHeaderOperations operations, String field, RuleScope scope) {
    List<String> list = new ArrayList<>();
    List<String> names = operations.getRemove() == null ? List.of() : operations.getRemove();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<String> problem =
          isHost(name)
              ? Optional.of("the host of a request cannot be removed")
              : HeaderChecks.problemOfName(name);
      if (problem.isPresent()) {
        leaveOut(scope, field + ".remove[" + i + "]", problem.get());
      } else {
        list.add(name);
      }
    }
    return list;
  }

  private static void leaveOut(RuleScope scope, String field, String problem) {
    scope.report(
        DiagnosticCode.SCHEMA_VALIDATION,
        field,
        problem + "; this header is left alone",
        "Correct it, the rest of the rule is not affected");
  }

  private static boolean isHost(String name) {
    return name.equalsIgnoreCase("host") || name.equalsIgnoreCase(":authority");
  }

  private static SortedMap<String, String> sorted(@Nullable Map<String, String> headers) {
    return headers == null ? new TreeMap<>() : new TreeMap<>(headers);
  }
}
