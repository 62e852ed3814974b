package dev.ostia.cli.routetest;

import dev.ostia.cli.explain.Numbers;
import dev.ostia.cli.routetest.Expected.Seen;
import dev.ostia.translator.simulate.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares answers with what is expected of them. */
final class Comparison {

  private static final double ALL = 100;
  private static final String GATEWAY = "the gateway itself";

  private final boolean knowsEndpoints;
  private static final double NEARLY_ALL = 0.99999;

  /** The texts, each with how much of the requests it is true of. */
  private final Map<String, Double> differences = new LinkedHashMap<>();

  private double fraction = 1;

  private Comparison(boolean knowsEndpoints) {
    this.knowsEndpoints = knowsEndpoints;
  }

  /**
   * What differs, one line each.
   *
   * @param knowsEndpoints whether the answers tell where they come from; else that is not compared
   */
  static List<String> of(Expected expected, List<Answer> answers, boolean knowsEndpoints) {
    Comparison comparison = new Comparison(knowsEndpoints);
    if (expected.shares().isEmpty()) {
      answers.forEach(answer -> comparison.one(expected, answer));
    } else if (knowsEndpoints) {
      comparison.shares(expected, answers);
    }
    return comparison.differences.entrySet().stream()
        .map(
            one ->
                one.getValue() > NEARLY_ALL
                    ? one.getKey()
                    : "%s, for %s of the requests"
                        .formatted(one.getKey(), Numbers.percent(one.getValue() * ALL)))
        .toList();
  }

  private void one(Expected expected, Answer answer) {
    fraction = answer.fraction();
    equal("outcome", expected.outcome(), answer.outcome());
    expected.status().ifPresent(status -> equal("status", "" + status, "" + answer.status()));
    expected.body().ifPresent(body -> equal("body", body, answer.body()));
    headers("header ", expected.headers(), answer.headers());
    if (!knowsEndpoints) {
      return;
    }
    expected.backend().ifPresent(b -> equal("backend", named(b), named(answer.backend())));
    expected.cluster().ifPresent(cluster -> equal("cluster", cluster, answer.cluster()));
    expected.route().ifPresent(route -> route(route, answer));
    expected.sees().ifPresent(sees -> sees(sees, answer.sent()));
  }

  private static String named(String backend) {
    return backend.isEmpty() ? GATEWAY : backend;
  }

  private void route(String expected, Answer answer) {
    boolean same =
        expected.equals(answer.route())
            || expected.equals(answer.routeName())
            || answer.route().startsWith(expected + ".")
            || answer.route().startsWith(expected + " ");
    if (!same) {
      differ("route", expected, answer.route().isEmpty() ? "none" : answer.route());
    }
  }

  private void sees(Seen expected, Optional<Headers> sent) {
    if (sent.isEmpty()) {
      differ("request at the backend", "one", "none");
      return;
    }
    Headers headers = sent.get();
    expected.method().ifPresent(m -> equal("method at the backend", m, pseudo(headers, ":method")));
    expected.path().ifPresent(p -> equal("path at the backend", p, pseudo(headers, ":path")));
    expected.host().ifPresent(h -> equal("host at the backend", h, pseudo(headers, ":authority")));
    headers("header at the backend ", expected.headers(), headers);
  }

  private static String pseudo(Headers headers, String name) {
    return headers.value(name).orElse("");
  }

  private void headers(String what, Map<String, Optional<String>> expected, Headers actual) {
    expected.forEach(
        (name, value) -> {
          Optional<String> found = actual.value(name);
          boolean any = value.equals(Optional.of(Expected.ANY)) && found.isPresent();
          if (!any && !value.equals(found)) {
            differ(what + name, value.orElse("(absent)"), found.orElse("(absent)"));
          }
        });
  }

  private void shares(Expected expected, List<Answer> answers) {
    Map<String, Double> percent = new TreeMap<>();
    answers.forEach(a -> percent.merge(a.label(), a.fraction() * ALL, Double::sum));
    expected
        .shares()
        .forEach(
            (label, bounds) -> {
              double found = Math.round(percent.getOrDefault(label, 0.0) * ALL) / ALL;
              if (!bounds.hold(found)) {
                differ(
                    "share of " + label,
                    bounds.least() == bounds.most()
                        ? bounds.least() + "%"
                        : bounds.least() + " to " + bounds.most() + "%",
                    found + "%");
              }
            });
    percent.forEach(
        (label, found) -> {
          if (!expected.shares().containsKey(label)) {
            differ("share of " + label, "none", found + "%");
          }
        });
  }

  private void equal(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      differ(what, expected, actual);
    }
  }

  private void differ(String what, String expected, String actual) {
    differences.merge(what + ": expected " + expected + ", got " + actual, fraction, Double::sum);
  }
}
