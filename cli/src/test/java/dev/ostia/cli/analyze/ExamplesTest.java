package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of a code is told of as it says, and nothing is told of what is in order. */
class ExamplesTest {

  private static final String UNNAMED_PORT =
      "Info [IST0118] (Service default/frontend input.yaml:10) spec.ports[0]: port 80 has no name"
          + " that begins with a protocol, so it is TCP. Name it http, http-NAME, grpc-NAME ...,"
          + " or set appProtocol";

  static List<Example> examples() throws IOException {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isToldOfAsItSays(Example example) {
    assertThat(example.told()).as("what it is an example of").anyMatch(t -> t.is(example.code()));
    assertThat(Cli.run("analyze", example.file()).outLines(Example.folder()))
        .containsExactlyElementsOf(example.told().stream().map(Example.Told::line).toList());
  }

  /** The tutorials of Istio and Bookinfo are in order, but for what the tutorial is about. */
  static List<Path> tutorials() throws IOException {
    Path cases = Path.of(System.getProperty("ostia.root"), "testdata/cases");
    try (Stream<Path> tutorials = Files.list(cases.resolve("tutorials"));
        Stream<Path> bookinfo = Files.list(cases.resolve("bookinfo"))) {
      return Stream.concat(tutorials, bookinfo).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void noFalseAlarm(Path tutorial) {
    Cli run = Cli.run("analyze", tutorial.resolve("input.yaml"));

    // Istio's analyzers tell of a port without a name, too; the Service is from a tutorial of
    // Kubernetes.
    List<String> known = tutorial.endsWith("guestbook") ? List.of(UNNAMED_PORT) : List.of();
    assertThat(run.outLines(tutorial)).containsExactlyElementsOf(known);
    assertThat(run.exitCode()).isZero();
  }
}
