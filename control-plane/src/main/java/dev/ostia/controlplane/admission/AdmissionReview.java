package dev.ostia.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.source.decode.DecodedTree;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers an API server's question whether an object may be stored, by the rules for files. */
final class AdmissionReview {

  private static final int UNPROCESSABLE = 422;

  private AdmissionReview() {}

  /**
   * The answer to an {@code AdmissionReview} of {@code admission.k8s.io/v1}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ObjectNode answer(JsonNode review) {
    JsonNode request = review.path("request");
    if (!request.path("uid").isTextual()) {
      throw new IllegalArgumentException("the body is no AdmissionReview with a request");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("apiVersion", "admission.k8s.io/v1");
    answer.put("kind", "AdmissionReview");
    ObjectNode response = answer.putObject("response");
    response.put("uid", request.path("uid").textValue());
    judge(request, response);
    return answer;
  }

  private static void judge(JsonNode request, ObjectNode response) {
    JsonNode object = request.path("object");
    Optional<Kind> kind =
        Kind.of(
            request.path("kind").path("group").asText(),
            request.path("kind").path("kind").asText());
    List<Diagnostic> found =
        kind.isPresent() && object.isObject()
            ? DecodedTree.of(kind.get(), named(object, request)).diagnostics()
            : List.of();
    String errors =
        found.stream()
            .filter(one -> one.severity() == Severity.ERROR)
            .map(AdmissionReview::line)
            .collect(Collectors.joining("; "));
    response.put("allowed", errors.isEmpty());
    if (!errors.isEmpty()) {
      response.putObject("status").put("code", UNPROCESSABLE).put("message", errors);
    }
    ArrayNode warnings = response.putArray("warnings");
    found.stream()
        .filter(one -> one.severity() == Severity.WARNING)
        .forEach(one -> warnings.add(line(one)));
  }

  /** With generateName there is no name yet, and the namespace may be that of the request alone. */
  private static JsonNode named(JsonNode object, JsonNode request) {
    ObjectNode copy = object.deepCopy();
    ObjectNode meta =
        copy.get("metadata") instanceof ObjectNode present ? present : copy.putObject("metadata");
    meta.remove("managedFields");
    if (!meta.hasNonNull("name")) {
      meta.put("name", meta.path("generateName").asText("unnamed").replaceFirst("-$", ""));
    }
    if (request.hasNonNull("namespace")) {
      meta.put("namespace", request.path("namespace").asText());
    }
    return copy;
  }

  private static String line(Diagnostic one) {
    return one.code().id()
        + (one.field().isEmpty() ? "" : " " + one.field())
        + ": "
        + one.message()
        + (one.advice().isEmpty() ? "" : ". " + one.advice());
  }
}
