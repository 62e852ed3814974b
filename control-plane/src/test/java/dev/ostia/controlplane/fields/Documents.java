package dev.ostia.controlplane.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostia.controlplane.cases.CaseFolder;
import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.cases.TranslatedCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The documents of a case as trees that can be changed.
 *
 * @param mesh the mesh configuration; missing for a case without one
 */
record Documents(CaseFolder folder, List<JsonNode> objects, JsonNode mesh) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static Documents of(CaseFolder folder) {
    return new Documents(
        folder,
        trees(folder.input()),
        folder.mesh().map(file -> trees(file).getFirst()).orElse(MAPPER.missingNode()));
  }

  private static List<JsonNode> trees(Path file) {
    try {
      List<JsonNode> trees = new ArrayList<>();
      new Load(LoadSettings.builder().build())
          .loadAllFromString(Files.readString(file))
          .forEach(document -> trees.add(MAPPER.valueToTree(document)));
      return trees;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy that can be changed without harm to this one. */
  Documents copy() {
    return new Documents(
        folder, objects.stream().map(JsonNode::<JsonNode>deepCopy).toList(), mesh.deepCopy());
  }

  /** What the control plane makes of them. */
  Translated translate() {
    try {
      Path input = Files.createTempFile("fields", ".yaml");
      Path meshFile = Files.createTempFile("fields-mesh", ".yaml");
      try {
        Files.writeString(input, text(objects));
        Files.writeString(meshFile, mesh.isMissingNode() ? "{}" : text(List.of(mesh)));
        CaseInput read =
            CaseInput.load(input, mesh.isMissingNode() ? Optional.empty() : Optional.of(meshFile));
        return new Translated(read.view().size(), TranslatedCase.of(read, folder.gateways()));
      } finally {
        Files.delete(input);
        Files.delete(meshFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // JSON is YAML.
  private static String text(List<JsonNode> trees) throws JsonProcessingException {
    StringBuilder text = new StringBuilder();
    for (JsonNode tree : trees) {
      text.append("---\n").append(MAPPER.writeValueAsString(tree)).append('\n');
    }
    return text.toString();
  }

  /**
   * A translation.
   *
   * @param objects how many objects were good enough to be read
   */
  record Translated(int objects, TranslatedCase result) {

    /** Whether Envoy gets something else. */
    boolean differsFrom(Translated other) {
      return !result.translations().equals(other.result.translations())
          && result.translations().entrySet().stream()
              .anyMatch(
                  e ->
                      !e.getValue()
                          .resources()
                          .equals(other.result.of(e.getKey().name()).resources()));
    }
  }
}
