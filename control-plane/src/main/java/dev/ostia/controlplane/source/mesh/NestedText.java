package dev.ostia.controlplane.source.mesh;

import dev.ostia.controlplane.source.yaml.Document;
import dev.ostia.controlplane.source.yaml.Place;
import dev.ostia.controlplane.source.yaml.SyntaxProblem;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a text stands that is a block ({@code key: |}) of another file.
 *
 * @param key where the key of the block stands
 * @param indent by how many columns the lines of the block are indented
 */
record NestedText(Position key, int indent) {

  /** The block below this key. */
  static NestedText of(Position key, byte[] file) {
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    int indent =
        lines.stream()
            .skip(key.line())
            .filter(line -> !line.isBlank())
            .findFirst()
            .map(line -> line.length() - line.stripLeading().length())
            .orElse(0);
    return new NestedText(key, indent);
  }

  /** The positions of a document that was read from the block. */
  FieldPositions positions(Document document) {
    FieldPositions.Builder builder = FieldPositions.builder(key.file());
    for (Place place : document.places()) {
      builder.put(place.path(), line(place.line()), place.column() + indent);
    }
    return builder.build();
  }

  /** A problem of the text as one of the file. */
  SyntaxProblem shift(SyntaxProblem problem) {
    return new SyntaxProblem(
        problem.code(),
        problem.path(),
        line(problem.line()),
        problem.column() + indent,
        problem.message(),
        problem.advice());
  }

  private int line(int inner) {
    return key.line() + inner;
  }
}
