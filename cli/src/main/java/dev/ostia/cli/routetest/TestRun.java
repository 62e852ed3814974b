package dev.ostia.cli.routetest;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.explain.Numbers;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.Json;
import dev.ostia.cli.input.InputOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays the tests of files and says how they went. */
final class TestRun {

  private static final int USAGE = 2;
  private static final double NANOS = 1e9;

  /** What {@code -o json} prints of a test. */
  private record Line(String name, String place, boolean passed, List<String> differences) {}

  private record Report(int tests, long failed, List<Line> results) {}

  private final PrintWriter out;

  TestRun(PrintWriter out) {
    this.out = out;
  }

  /** The exit code. */
  int run(Answers answers, List<Path> files, @Nullable Path junit, boolean json, boolean verbose) {
    List<Result> results = new ArrayList<>();
    for (Path file : files) {
      TestFile tests = TestFile.read(file);
      if (tests.tests().isEmpty()) {
        throw new CommandFailure(
            file + ": there is no test: neither tests nor calls has any", USAGE);
      }
      for (RouteTest test : tests.tests()) {
        results.add(play(answers, test, tests));
      }
    }
    if (junit != null) {
      JUnitReport.write(junit, "routes", results);
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    if (json) {
      out.println(Json.print(new Report(results.size(), failed, lines(results))));
    } else {
      print(results, failed, verbose);
    }
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  /** Answers from files. */
  static Answers simulated(InputOptions input, GatewaySelection gateway, PrintWriter err) {
    return new Simulated(GatewayModel.load(input, gateway.proxy()).tellingUnread(err));
  }

  /** Answers of a gateway that runs. */
  static Answers live(URI url) {
    return new Live(url);
  }

  private static Result play(Answers answers, RouteTest test, TestFile file) {
    long start = System.nanoTime();
    List<Answer> given = answers.to(test.request(), file.backends());
    List<String> differences = Comparison.of(test.expected(), given, answers.knowsEndpoints());
    return new Result(test, differences, (System.nanoTime() - start) / NANOS);
  }

  private static List<Line> lines(List<Result> results) {
    return results.stream()
        .map(r -> new Line(r.test().name(), r.test().place(), r.passed(), r.differences()))
        .toList();
  }

  private void print(List<Result> results, long failed, boolean verbose) {
    for (Result result : results) {
      if (!result.passed()) {
        out.println("FAILED " + result.test().name() + "  " + result.test().place());
        result.differences().forEach(difference -> out.println("       " + difference));
      } else if (verbose) {
        out.println("ok     " + result.test().name());
      }
    }
    out.println(
        Numbers.count(results.size(), "test")
            + ": "
            + (results.size() - failed)
            + " passed, "
            + failed
            + " failed");
  }
}
