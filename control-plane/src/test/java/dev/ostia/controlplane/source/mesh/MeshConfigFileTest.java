package dev.ostia.controlplane.source.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.MeshConfig.AccessLogEncoding;
import dev.ostia.translator.config.MeshConfig.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshConfigFileTest {

  private static final MeshConfig EXPECTED =
      new MeshConfig(
          "mesh-root",
          "cluster.local",
          Duration.ofMillis(2500),
          "/dev/stdout",
          "%REQ(:PATH)%\n",
          AccessLogEncoding.JSON,
          new RetryPolicy(3, "5xx"),
          List.of("."),
          List.of("*"),
          List.of("shop", "."));

  private static final String YAML =
      """
      accessLogFile: /dev/stdout
      accessLogFormat: "%REQ(:PATH)%\\n"
      accessLogEncoding: JSON
      rootNamespace: mesh-root
      connectTimeout: 2.5s
      defaultHttpRetryPolicy:
        attempts: 3
        retryOn: 5xx
      defaultServiceExportTo: ["."]
      default_destination_rule_export_to: [shop, "."]
      """;

  private static MeshConfigFile parse(String yaml) {
    return MeshConfigFile.parse("mesh.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(MeshConfigFile file) {
    return file.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void readsTheBareFormAndTheConfigMap() {
    assertThat(parse(YAML)).isEqualTo(new MeshConfigFile(EXPECTED, List.of()));
    String configMap =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\ndata:\n  mesh: |\n";
    assertThat(parse(configMap + YAML.indent(4)))
        .isEqualTo(new MeshConfigFile(EXPECTED, List.of()));
  }

  @Test
  void anEmptyFileGivesIstiosDefaults() {
    MeshConfig defaults =
        new MeshConfig(
            "istio-system",
            "cluster.local",
            Duration.ofSeconds(10),
            "",
            "",
            AccessLogEncoding.TEXT,
            new RetryPolicy(2, ""),
            List.of("*"),
            List.of("*"),
            List.of("*"));
    assertThat(parse("# nothing\n")).isEqualTo(new MeshConfigFile(defaults, List.of()));
  }

  @Test
  void whatIstioKnowsAndOstiaDoesNotReadIsAWarning() {
    MeshConfigFile file = parse("ingressClass: istio\ndefaultConfig:\n  concurrency: 2\n");
    assertThat(file.config()).isNotNull();
    assertThat(lines(file))
        .containsExactly(
            "mesh.yaml:1:1: warning OST010 ingressClass: this setting of the mesh configuration"
                + " has no effect: Ostia does not read it",
            "mesh.yaml:3:3: warning OST010 defaultConfig.concurrency: this setting of"
                + " the mesh configuration has no effect: Ostia does not read it");
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    MeshConfigFile file =
        parse(
            """
            acessLogFile: /dev/stdout
            connectTimeout: 1m
            accessLogEncoding: XML
            rootNamespace: 5
            defaultHttpRetryPolicy:
              attempts: many
            defaultServiceExportTo: "*"
            rootNamespace: a
            """);
    assertThat(file.config()).isNull();
    assertThat(lines(file))
        .containsExactly(
            "mesh.yaml:1:1: error OST002 acessLogFile: the mesh configuration has no such field."
                + " Check the spelling, or remove it",
            "mesh.yaml:2:1: error OST003 connectTimeout: the value must be a time in seconds,"
                + " more than none. Such as connectTimeout: 2.5s",
            "mesh.yaml:3:1: error OST003 accessLogEncoding: the value must be TEXT or JSON. Such as"
                + " accessLogEncoding: JSON",
            "mesh.yaml:4:1: error OST003 rootNamespace: the value must be a text. Put the value in"
                + " quotes",
            "mesh.yaml:6:3: error OST003 defaultHttpRetryPolicy.attempts: the value must be a"
                + " number that is not negative. Such as attempts: 2",
            "mesh.yaml:7:1: error OST003 defaultServiceExportTo: the value must be a list of texts."
                + " Such as defaultServiceExportTo: [\"*\"]",
            "mesh.yaml:8:1: error OST004 rootNamespace: the key \"rootNamespace\" stands twice in"
                + " one mapping, the first at mesh.yaml:4:1. Remove one of them");
  }

  @Test
  void placesInAConfigMapAreThoseOfTheFile() {
    String head = "kind: ConfigMap\ndata:\n  mesh: |\n";
    assertThat(lines(parse(head + "    accessLogFile: a\n    nonsense: 1\n")))
        .containsExactly(
            "mesh.yaml:5:5: error OST002 nonsense: the mesh configuration has no such field. Check"
                + " the spelling, or remove it");
    assertThat(lines(parse(head + "    accessLogFile: [\n")))
        .singleElement()
        .asString()
        .startsWith("mesh.yaml:5:5: error OST001: ");
    assertThat(lines(parse("kind: ConfigMap\ndata:\n  other: x\n")))
        .containsExactly(
            "mesh.yaml:2:1: error OST003 data.mesh: the ConfigMap has no text in data.mesh. Write"
                + " the mesh configuration there, after \"mesh: |\"");
  }

  @Test
  void aFileThatDoesNotExistIsAnError(@TempDir Path temp) {
    MeshConfigFile file = MeshConfigFile.read(temp.resolve("none.yaml"));
    assertThat(file.config()).isNull();
    assertThat(lines(file))
        .containsExactly(
            temp.resolve("none.yaml")
                + ":1:1: error OST007: there is no such mesh configuration file. Check the path and"
                + " the rights of the file");
  }

  @Test
  void anEditIsFollowed(@TempDir Path temp) throws IOException {
    Path path = temp.resolve("mesh.yaml");
    Files.writeString(path, "rootNamespace: a\n");
    List<MeshConfigFile> seen = new CopyOnWriteArrayList<>();
    try (MeshConfigWatcher watcher = new MeshConfigWatcher(path, seen::add)) {
      assertThat(watcher).isNotNull();
      Files.writeString(path, "rootNamespace: b\n");
      await()
          .untilAsserted(
              () ->
                  assertThat(seen)
                      .last()
                      .extracting(MeshConfigFile::config)
                      .extracting(MeshConfig::rootNamespace)
                      .isEqualTo("b"));
      Files.writeString(path, "rootNamespace: [\n");
      await().untilAsserted(() -> assertThat(seen.getLast().config()).isNull());
      assertThat(seen.getLast().diagnostics()).hasSize(1);
    }
  }
}
