package dev.ostia.cli.routetest;

import com.google.common.base.Strings;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.routetest.Expected.Bounds;
import dev.ostia.cli.routetest.Expected.Seen;
import dev.ostia.controlplane.source.yaml.Document;
import dev.ostia.controlplane.source.yaml.DocumentReader;
import dev.ostia.controlplane.source.yaml.SyntaxProblem;
import dev.ostia.controlplane.source.yaml.UnreadableException;
import dev.ostia.translator.simulate.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of route tests holds; docs/route-tests.md describes its form.
 *
 * @param backends names of endpoints, by address
 */
record TestFile(Map<String, String> backends, List<RouteTest> tests) {

  private static final int USAGE = 2;
  private static final double ALL = 100;

  /**
   * Reads a file.
   *
   * @throws CommandFailure if it is not one of route tests, with the place of the fault
   */
  static TestFile read(Path file) {
    Map<String, String> backends = new HashMap<>();
    List<RouteTest> tests = new ArrayList<>();
    for (Document document : documents(file)) {
      Tree root = new Tree(document.root(), "", document.positions(file.toString()));
      for (SyntaxProblem problem : document.duplicateKeys()) {
        throw root.failure(problem.path(), problem.message());
      }
      root.map("backends")
          .map(Tree::texts)
          .orElse(Map.of())
          .forEach((name, address) -> address.ifPresent(a -> backends.put(a, name)));
      List<Tree> entries = new ArrayList<>(root.maps("tests"));
      entries.addAll(root.maps("calls"));
      for (Tree entry : entries) {
        tests.add(test(entry));
      }
      root.close();
    }
    return new TestFile(Map.copyOf(backends), List.copyOf(tests));
  }

  private static List<Document> documents(Path file) {
    try {
      return DocumentReader.read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + FileProblem.of(e), USAGE);
    } catch (UnreadableException e) {
      SyntaxProblem problem = e.problem();
      throw new CommandFailure(
          file + ":" + problem.line() + ":" + problem.column() + ": " + problem.message(), USAGE);
    }
  }

  private static RouteTest test(Tree entry) {
    Optional<String> name = entry.text("name");
    Asked request = request(entry);
    Optional<Tree> expect = entry.map("expect");
    // A misspelled expect is named as such.
    entry.close();
    Expected expected =
        expected(
            expect.orElseThrow(
                () -> entry.failure(entry.at("expect"), "must say what is expected")));
    return new RouteTest(
        name.orElse(request.method() + " " + request.authority() + request.path()),
        entry.place(),
        request,
        expected);
  }

  private static Asked request(Tree entry) {
    Optional<String> url = entry.text("url");
    String scheme = entry.text("protocol").orElse("http");
    int port = entry.number("port").orElse(scheme.equals("https") ? 443 : 80);
    String host = entry.text("host").orElse(url.isPresent() ? "" : "example.com");
    String path = entry.text("path").orElse("/");
    Headers headers =
        Headers.of(entry.map("headers").map(Tree::texts).map(TestFile::present).orElse(Map.of()));
    try {
      String method = entry.text("method").orElse("GET");
      Asked asked = Asked.url(method, url.orElse(scheme + "://" + bare(host) + ":" + port + path));
      if (!host.isEmpty() && !headers.contains("host")) {
        headers = headers.add("host", host);
      }
      return asked
          .with(headers)
          .from(
              entry.text("sni").orElse(null),
              entry.text("clientCertificate").isPresent(),
              entry.text("sourceIp").orElse("127.0.0.1"));
    } catch (IllegalArgumentException e) {
      throw entry.failure(entry.at("url"), Strings.nullToEmpty(e.getMessage()));
    }
  }

  /** A Host header may have a port that is not the one that is connected to. */
  private static String bare(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static Map<String, String> present(Map<String, Optional<String>> texts) {
    Map<String, String> all = new LinkedHashMap<>();
    texts.forEach((name, value) -> all.put(name, value.orElse("")));
    return all;
  }

  private static Expected expected(Tree tree) {
    Map<String, Optional<String>> headers =
        new LinkedHashMap<>(tree.map("headers").map(Tree::texts).orElse(Map.of()));
    tree.text("location").ifPresent(location -> headers.put("location", Optional.of(location)));
    Expected expected =
        new Expected(
            tree.text("outcome").orElse(Expected.ANSWER),
            tree.number("status"),
            tree.text("backend"),
            tree.text("route"),
            tree.text("cluster"),
            tree.text("body"),
            headers,
            tree.map("backendSees").map(TestFile::seen),
            shares(tree));
    if (!List.of(Expected.ANSWER, Expected.REFUSED, Expected.CLOSED).contains(expected.outcome())) {
      throw tree.failure(tree.at("outcome"), "must be answer, refused or closed");
    }
    tree.close();
    return expected;
  }

  private static Seen seen(Tree tree) {
    Seen seen =
        new Seen(
            tree.text("method"),
            tree.text("path"),
            tree.text("host"),
            tree.map("headers").map(Tree::texts).orElse(Map.of()));
    tree.close();
    return seen;
  }

  /** {@code shares} in percent, or {@code observe} as the cases of Ostia have it. */
  private static Map<String, Bounds> shares(Tree tree) {
    Map<String, Bounds> shares = new LinkedHashMap<>();
    tree.map("shares")
        .ifPresent(map -> map.keys().forEach(key -> shares.put(key, map.bounds(key, 1))));
    tree.map("observe")
        .ifPresent(
            observe -> {
              double scale = ALL / observe.number("count").orElse(1);
              observe
                  .map("backends")
                  .ifPresent(
                      map -> map.keys().forEach(key -> shares.put(key, map.bounds(key, scale))));
              observe.close();
            });
    return shares;
  }
}
