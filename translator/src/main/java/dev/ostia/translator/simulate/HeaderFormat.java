package dev.ostia.translator.simulate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The values of header operations: text with Envoy's command operators such as {@code
 * %REQ(:PATH)%}. An operator that only a run can answer becomes its own name in parentheses.
 *
 * @param request the request as the route saw it
 * @param status of the response; empty while there is none
 */
record HeaderFormat(Request client, Headers request, String routeName, OptionalInt status) {

  private static final Pattern OPERATOR =
      Pattern.compile("%(?:%|([A-Z_0-9]+)(?:\\(([^)]*)\\))?(?::([0-9]+))?%)");

  String evaluate(String format) {
    Matcher matcher = OPERATOR.matcher(format);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      out.append(format, end, matcher.start());
      out.append(matcher.group(1) == null ? "%" : operator(matcher));
      end = matcher.end();
    }
    return out.append(format.substring(end)).toString();
  }

  private String operator(Matcher matcher) {
    String name = matcher.group(1);
    String argument = matcher.group(2) == null ? "" : matcher.group(2);
    String value =
        switch (name) {
          case "REQ", "REQUEST_HEADER" -> header(argument).orElse("");
          case "PROTOCOL" -> "HTTP/1.1";
          case "ROUTE_NAME" -> routeName;
          case "RESPONSE_CODE" -> status.isPresent() ? "" + status.getAsInt() : "0";
          case "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
              "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT" ->
              client.clientAddress();
          case "DOWNSTREAM_LOCAL_ADDRESS" -> client.address() + ":" + client.port();
          case "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT" -> client.address();
          case "DOWNSTREAM_LOCAL_PORT" -> "" + client.port();
          case "REQUESTED_SERVER_NAME" -> client.sni();
          default -> "(" + name + ")";
        };
    int limit = matcher.group(3) == null ? value.length() : Integer.parseInt(matcher.group(3));
    return value.substring(0, Math.min(limit, value.length()));
  }

  /** {@code NAME} or {@code NAME?OTHER}. */
  private Optional<String> header(String argument) {
    String[] names = argument.split("\\?", 2);
    Optional<String> value = request.value(names[0]);
    return value.isPresent() || names.length == 1 ? value : request.value(names[1]);
  }
}
