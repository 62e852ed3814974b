package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.controlplane.source.yaml.Document;
import dev.ostia.controlplane.source.yaml.DocumentReader;
import dev.ostia.controlplane.source.yaml.SyntaxProblem;
import dev.ostia.controlplane.source.yaml.UnreadableException;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.FieldPositions;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Position;
import dev.ostia.translator.validate.StructureCheck;
import dev.ostia.translator.validate.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one file to what it defines. */
public final class FileDecoder {

  private static final String LIST = "List";
  private static final String ITEMS = "items";

  private final String file;
  private final String defaultNamespace;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int passedOver;
  private boolean uncertain;

  private FileDecoder(String file, String defaultNamespace) {
    this.file = file;
    this.defaultNamespace = defaultNamespace;
  }

  /**
   * Decodes a file; whatever is wrong with it is among the diagnostics of the result.
   *
   * @param file as messages name it
   * @param defaultNamespace of objects that name none
   */
  public static DecodedFile decode(String file, byte[] bytes, String defaultNamespace) {
    try {
      List<Document> documents = DocumentReader.read(file, bytes);
      FileDecoder decoder = new FileDecoder(file, defaultNamespace);
      documents.forEach(document -> decoder.part(document, null));
      return decoder.result();
    } catch (UnreadableException e) {
      return DecodedFile.unreadable(diagnostic(file, e.problem()));
    } catch (RuntimeException e) {
      String message = "the file could not be checked: " + e.getClass().getSimpleName();
      String advice = "Please report this with the file";
      SyntaxProblem problem = new SyntaxProblem(DiagnosticCode.INTERNAL, "", 1, 1, message, advice);
      return DecodedFile.unreadable(diagnostic(file, problem));
    }
  }

  private DecodedFile result() {
    return new DecodedFile(
        List.copyOf(definitions),
        List.copyOf(diagnostics),
        passedOver,
        uncertain ? DecodedFile.State.UNCERTAIN : DecodedFile.State.COMPLETE);
  }

  /** What is wrong with the text of a file, as users get to see it. */
  public static Diagnostic diagnostic(String file, SyntaxProblem problem) {
    return new Diagnostic(
        problem.code(),
        problem.code().severity(),
        null,
        problem.path(),
        problem.message(),
        problem.advice(),
        new Position(file, problem.line(), problem.column()));
  }

  /**
   * A document, or an item of a list.
   *
   * @param inherited the type of an item that does not name its own
   */
  private void part(Document document, @Nullable ApiType inherited) {
    FieldPositions positions = document.positions(file);
    ApiType type = type(document.root(), positions, inherited);
    if (type == null) {
      uncertain = true;
    } else if (type.kindName().endsWith(LIST) && document.root().path(ITEMS).isArray()) {
      items(document, type);
    } else {
      object(document, type, positions);
    }
  }

  private void items(Document list, ApiType type) {
    String itemKind = type.kindName().substring(0, type.kindName().length() - LIST.length());
    ApiType inherited = itemKind.isEmpty() ? null : new ApiType(type.apiVersion(), itemKind);
    list.elements(ITEMS).forEach(item -> part(item, inherited));
  }

  private @Nullable ApiType type(
      JsonNode object, FieldPositions positions, @Nullable ApiType inherited) {
    if (!object.isObject()) {
      report(
          DiagnosticCode.WRONG_TYPE,
          positions.of(""),
          "an object must be a mapping with apiVersion, kind and metadata, but here is "
              + Words.describe(object),
          "");
      return null;
    }
    if (inherited != null && !object.has("kind") && !object.has("apiVersion")) {
      return inherited;
    }
    String apiVersion = required(object, positions, "apiVersion", "v1");
    String kind = required(object, positions, "kind", "VirtualService");
    return apiVersion == null || kind == null ? null : new ApiType(apiVersion, kind);
  }

  private @Nullable String required(
      JsonNode object, FieldPositions positions, String field, String example) {
    JsonNode value = object.path(field);
    if (value.isTextual() && !value.textValue().isEmpty()) {
      return value.textValue();
    }
    boolean absent = value.isMissingNode() || value.isNull() || value.isTextual();
    report(
        absent ? DiagnosticCode.UNKNOWN_KIND : DiagnosticCode.WRONG_TYPE,
        positions.of(field),
        absent
            ? "the document has no " + field
            : "%s must be a text, but is %s".formatted(field, Words.describe(value)),
        "Every document needs apiVersion and kind, such as %s: %s".formatted(field, example));
    return null;
  }

  private void object(Document document, ApiType type, FieldPositions positions) {
    switch (type.treatment()) {
      case READ -> decode(document, type, positions);
      case PASS_OVER -> passedOver++;
      case NOT_HONOURED -> {
        document.duplicateKeys().forEach(problem -> diagnostics.add(diagnostic(file, problem)));
        notHonoured(document.root(), type, positions);
      }
      case UNKNOWN -> {
        if (type.kind().isPresent()) {
          decode(document, type, positions);
        } else {
          report(
              DiagnosticCode.UNKNOWN_KIND,
              positions.of("kind"),
              "there is no %s in %s".formatted(type.kindName(), type.apiVersion()),
              type.advice());
        }
      }
    }
  }

  /** A kind of Istio that has no effect here, but is checked as Istio would. */
  private void notHonoured(JsonNode object, ApiType type, FieldPositions positions) {
    String name = name(object, type);
    for (Violation v : StructureCheck.check(type.apiVersion(), type.kindName(), object)) {
      String message = name + " " + v.field() + ": " + v.message();
      diagnostics.add(
          new Diagnostic(
              v.code(),
              v.code().severity(),
              null,
              "",
              message,
              v.advice(),
              positions.of(v.field())));
    }
    report(
        DiagnosticCode.NOT_HONOURED,
        positions.of("kind"),
        name + " has no effect: Ostia does not read this kind",
        "");
  }

  private static String name(JsonNode object, ApiType type) {
    String name = object.path("metadata").path("name").asText("");
    return (type.kindName() + " " + name).strip();
  }

  private void decode(Document document, ApiType type, FieldPositions positions) {
    ObjectDecoder decoder =
        new ObjectDecoder(type, type.kind().orElseThrow(), document.root(), positions);
    ObjectKey key = decoder.decode(defaultNamespace, document.duplicateKeys());
    diagnostics.addAll(decoder.diagnostics());
    if (key == null) {
      uncertain = true;
    } else {
      definitions.add(new Definition(key, positions.of(""), decoder.object()));
    }
  }

  private void report(DiagnosticCode code, Position where, String message, String advice) {
    diagnostics.add(new Diagnostic(code, code.severity(), null, "", message, advice, where));
  }
}
