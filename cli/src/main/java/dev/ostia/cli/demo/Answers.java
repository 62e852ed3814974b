package dev.ostia.cli.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.ostia.cli.demo.Backend.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo's backends answer: the parts of Istio's sample applications that curl shows. */
final class Answers {

  private static final Pattern STATUS = Pattern.compile("/status/([1-5]\\d\\d)");

  private Answers() {}

  /** httpbin's {@code /headers}, {@code /get} and {@code /status/CODE}. */
  static Answer httpbin(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    Matcher status = STATUS.matcher(path);
    if (status.matches()) {
      int code = Integer.parseInt(status.group(1));
      return new Answer(code, code == 418 ? "I'm a teapot!\n" : "");
    }
    return switch (path) {
      case "/headers" -> new Answer(200, "{\n  \"headers\": " + headers(exchange) + "\n}\n");
      case "/get" ->
          new Answer(
              200,
              "{\n  \"headers\": "
                  + headers(exchange)
                  + ",\n  \"url\": "
                  + quoted(exchange.getRequestURI().toString())
                  + "\n}\n");
      default -> new Answer(404, "httpbin of this demo has /headers, /get and /status/CODE\n");
    };
  }

  /** helloworld's {@code /hello}, which names the version. */
  static Answer helloworld(String version, HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals("/hello")
        ? new Answer(200, "Hello version: " + version + ", instance: helloworld-" + version + "\n")
        : new Answer(404, "helloworld has /hello\n");
  }

  /** bookinfo's {@code /reviews/ID}: v1 without stars, v2 with black ones, v3 with red ones. */
  static Answer reviews(String version, HttpExchange exchange) {
    if (!exchange.getRequestURI().getPath().startsWith("/reviews/")) {
      return new Answer(404, "reviews has /reviews/ID\n");
    }
    String rating =
        switch (version) {
          case "v1" -> "";
          case "v2" -> ", \"rating\": {\"stars\": 5, \"color\": \"black\"}";
          default -> ", \"rating\": {\"stars\": 5, \"color\": \"red\"}";
        };
    return new Answer(
        200,
        "{\"podname\": \"reviews-%s\", \"reviews\": [{\"reviewer\": \"Reviewer1\"%s}]}%n"
            .formatted(version, rating));
  }

  private static String headers(HttpExchange exchange) {
    Headers received = exchange.getRequestHeaders();
    Map<String, List<String>> sorted = new TreeMap<>(received);
    StringBuilder json = new StringBuilder("{");
    sorted.forEach(
        (name, values) ->
            json.append(json.length() == 1 ? "\n" : ",\n")
                .append("    ")
                .append(quoted(name))
                .append(": ")
                .append(quoted(String.join(",", values))));
    return json.append("\n  }").toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
