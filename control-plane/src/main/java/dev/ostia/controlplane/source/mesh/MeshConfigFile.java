package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.controlplane.source.decode.FileDecoder;
import dev.ostia.controlplane.source.yaml.Document;
import dev.ostia.controlplane.source.yaml.DocumentReader;
import dev.ostia.controlplane.source.yaml.SyntaxProblem;
import dev.ostia.controlplane.source.yaml.UnreadableException;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with Istio's {@code MeshConfig}, either bare or as the {@code data.mesh} of a ConfigMap,
 * which is how istiod keeps it.
 *
 * @param config null if the file is refused
 * @param diagnostics all that is wrong with it, sorted
 */
public record MeshConfigFile(@Nullable MeshConfig config, List<Diagnostic> diagnostics) {

  /** Reads a file. Never throws: what is wrong is among the diagnostics. */
  public static MeshConfigFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(DocumentReader.MAX_BYTES + 1);
      return bytes.length > DocumentReader.MAX_BYTES
          ? refused(file, "the file is larger than 16 MiB", "")
          : parse(file.toString(), bytes);
    } catch (IOException e) {
      return refused(
          file,
          Files.exists(file)
              ? "the mesh configuration cannot be read"
              : "there is no such mesh configuration file",
          "Check the path and the rights of the file");
    }
  }

  private static MeshConfigFile refused(Path file, String message, String advice) {
    return new MeshConfigFile(
        null,
        List.of(
            new Diagnostic(
                DiagnosticCode.FILE_REFUSED,
                Diagnostic.Severity.ERROR,
                null,
                "",
                message,
                advice,
                new Position(file.toString(), 1, 1))));
  }

  static MeshConfigFile parse(String file, byte[] bytes) {
    try {
      List<Document> documents = DocumentReader.read(file, bytes);
      if (documents.isEmpty()) {
        return new MeshConfigFile(MeshConfig.defaults(), List.of());
      }
      Document document = documents.getFirst();
      return document.root().path("kind").asText("").equals("ConfigMap")
          ? fromConfigMap(file, bytes, document)
          : from(document.root(), document.duplicateKeys(), document.positions(file));
    } catch (UnreadableException e) {
      return new MeshConfigFile(null, List.of(FileDecoder.diagnostic(file, e.problem())));
    }
  }

  private static MeshConfigFile fromConfigMap(String file, byte[] bytes, Document configMap) {
    JsonNode mesh = configMap.root().path("data").path("mesh");
    FieldPositions outer = configMap.positions(file);
    if (!mesh.isTextual()) {
      return new MeshConfigFile(
          null,
          List.of(
              new Diagnostic(
                  DiagnosticCode.WRONG_TYPE,
                  Diagnostic.Severity.ERROR,
                  null,
                  "data.mesh",
                  "the ConfigMap has no text in data.mesh",
                  "Write the mesh configuration there, after \"mesh: |\"",
                  outer.of("data.mesh"))));
    }
    NestedText nested = NestedText.of(outer.of("data.mesh"), bytes);
    try {
      byte[] text = mesh.textValue().getBytes(StandardCharsets.UTF_8);
      List<Document> documents = DocumentReader.read("mesh.yaml", text);
      return documents.isEmpty()
          ? new MeshConfigFile(MeshConfig.defaults(), List.of())
          : from(
              documents.getFirst().root(),
              documents.getFirst().duplicateKeys().stream().map(nested::shift).toList(),
              nested.positions(documents.getFirst()));
    } catch (UnreadableException e) {
      SyntaxProblem problem = nested.shift(e.problem());
      return new MeshConfigFile(null, List.of(FileDecoder.diagnostic(file, problem)));
    }
  }

  private static MeshConfigFile from(
      JsonNode root, List<SyntaxProblem> duplicateKeys, FieldPositions positions) {
    MeshConfigReader reader = new MeshConfigReader(positions);
    MeshConfig config = reader.read(root);
    List<Diagnostic> all = new ArrayList<>(reader.diagnostics());
    duplicateKeys.forEach(p -> all.add(FileDecoder.diagnostic(positions.file(), p)));
    all.sort(Diagnostic.ORDER);
    boolean refused = all.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    return new MeshConfigFile(refused ? null : config, List.copyOf(all));
  }
}
