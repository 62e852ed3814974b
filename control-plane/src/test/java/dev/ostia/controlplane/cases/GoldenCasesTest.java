package dev.ostia.controlplane.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ostia.controlplane.cases.pki.Placeholders;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.simulate.EnvoyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case folder: input to expected Envoy configuration and diagnostics. {@code
 * -Dgolden.update=true} writes what comes out into the files that are there; {@code -Dcases=NAME}
 * picks cases.
 */
class GoldenCasesTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);

  /** Each case once; that a second translation gives the same is what the shuffled input shows. */
  private static final Map<CaseFolder, TranslatedCase> TRANSLATED = new ConcurrentHashMap<>();

  private static TranslatedCase translated(CaseFolder folder) {
    return TRANSLATED.computeIfAbsent(folder, TranslatedCase::of);
  }

  static List<CaseFolder> cases() {
    return CaseFolder.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasItsFilesAndNoOthers(CaseFolder folder) {
    assertThat(folder.unknownFiles()).as("files that no case has").isEmpty();
    assertThat(folder.diagnostics()).exists();
    assertThat(folder.calls().calls()).as("calls").isNotEmpty();
    boolean golden =
        folder.gateways().stream()
            .flatMap(g -> List.of(ResourceType.values()).stream().map(t -> folder.golden(t, g)))
            .anyMatch(Files::exists);
    assertThat(golden).as("some expected resources").isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatIsExpected(CaseFolder folder) throws IOException {
    TranslatedCase translated = translated(folder);
    compare(
        folder.diagnostics(),
        EnvoyYaml.printLines(
            translated.diagnostics().stream()
                .map(Diagnostic::toString)
                .map(line -> line.replace(folder.path() + "/", ""))
                .map(line -> Placeholders.hide(line.replace(folder.copy() + "/", "")))
                .toList()));
    for (Map.Entry<GatewayProxy, Translation> entry : translated.translations().entrySet()) {
      for (ResourceType type : ResourceType.values()) {
        Path file = folder.golden(type, entry.getKey());
        if (Files.exists(file)) {
          compare(file, EnvoyYaml.print(entry.getValue().resources(type).values()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesNotDependOnTheOrderOfItsInput(CaseFolder folder) {
    Map<String, ByteString> expected = bytes(translated(folder));
    for (long seed : SEEDS) {
      CaseInput shuffled = CaseInput.shuffled(folder, seed);
      assertThat(bytes(TranslatedCase.of(shuffled, folder.gateways())))
          .as("input shuffled with seed %s", seed)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refersToNothingThatDoesNotExist(CaseFolder folder) {
    TranslatedCase translated = translated(folder);
    boolean toldOfErrors =
        translated.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
    for (Translation translation : translated.translations().values()) {
      assertThat(ClosureCheck.faults(EnvoyConfig.of(translation), toldOfErrors)).isEmpty();
    }
  }

  private static Map<String, ByteString> bytes(TranslatedCase translated) {
    Map<String, ByteString> all = new TreeMap<>();
    translated
        .translations()
        .forEach(
            (gateway, translation) ->
                translation
                    .resources()
                    .forEach(
                        (type, resources) ->
                            resources.forEach(
                                (name, resource) ->
                                    all.put(
                                        gateway.name() + " " + type + " " + name,
                                        resource.toByteString()))));
    return all;
  }

  private static void compare(Path file, String actual) throws IOException {
    if (UPDATE) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
  }
}
