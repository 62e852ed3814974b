package dev.ostia.cli.routetest;

import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.input.InputOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia test}: do the routes do what we believe? */
@Command(
    name = "test",
    description = {
      "Play requests and compare what comes of them with what is expected.",
      "With -f the answers are told from the files and nothing is started; with --url a gateway is"
          + " asked. docs/route-tests.md describes the files."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tests passed",
      "1:a test failed, or the configuration could not be read",
      "2:the command line or a file of tests is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia test -f config/ routes-test.yaml",
      "  ostia test -f config/ routes-test.yaml --junit target/routes.xml",
      "  ostia test --kubernetes --context prod routes-test.yaml",
      "  ostia test --url http://127.0.0.1:8080 routes-test.yaml"
    })
public final class TestCommand implements Callable<Integer> {

  /** How the result is printed. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GatewaySelection gateway = new GatewaySelection();
  @Mixin private InputOptions input = new InputOptions();

  @Parameters(arity = "1..*", paramLabel = "TESTS", description = "Files with tests.")
  private List<Path> tests = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Send the requests to this gateway instead. What only files tell (route, cluster, "
              + "backend, shares) is not compared then.")
  private @Nullable URI url;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write a report as JUnit XML.")
  private @Nullable Path junit;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TEXT;

  @Option(names = "--all", description = "Name the tests that passed, too.")
  private boolean all;

  @Override
  public Integer call() {
    URI live = url;
    if (input.isGiven() == (live != null)) {
      throw new ParameterException(spec.commandLine(), "say either -f PATH (or -k) or --url URL");
    }
    if (live != null && (live.getScheme() == null || live.getHost() == null)) {
      throw new ParameterException(
          spec.commandLine(), "--url needs scheme and host, as in http://127.0.0.1:8080");
    }
    Answers answers =
        live != null
            ? TestRun.live(live)
            : TestRun.simulated(input, gateway, spec.commandLine().getErr());
    return new TestRun(spec.commandLine().getOut())
        .run(answers, tests, junit, output == Output.JSON, all);
  }
}
