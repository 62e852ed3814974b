package dev.ostia.controlplane.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about an object, in the form of {@code IstioStatus}: conditions and {@code
 * validationMessages}.
 *
 * @param refused why its newest version has no effect; null if it has
 * @param missing the reference that does not lead anywhere; null if all do
 * @param nack why Envoy does not take what was made of it; null if it does
 * @param diagnostics all that is wrong with it
 */
record ObjectStatus(
    @Nullable String refused,
    @Nullable String missing,
    @Nullable String nack,
    List<Diagnostic> diagnostics) {

  private static final String CODES = "https://istio.io/latest/docs/reference/config/analysis/";

  /**
   * The status that follows.
   *
   * @param ofInput what is wrong with the object itself; an error there refuses it
   * @param ofTranslation what is wrong with what it becomes
   */
  static ObjectStatus of(
      List<Diagnostic> ofInput, List<Diagnostic> ofTranslation, @Nullable String nack) {
    List<Diagnostic> all =
        java.util.stream.Stream.concat(ofInput.stream(), ofTranslation.stream())
            .distinct()
            .sorted(Diagnostic.ORDER)
            .toList();
    return new ObjectStatus(
        text(ofInput.stream().filter(one -> one.severity() == Severity.ERROR).findFirst()),
        text(
            all.stream()
                .filter(one -> one.code() == DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND)
                .findFirst()),
        nack,
        all);
  }

  private static @Nullable String text(Optional<Diagnostic> diagnostic) {
    return diagnostic
        .map(
            one ->
                (one.field().isEmpty() ? "" : one.field() + ": ")
                    + one.message()
                    + (one.advice().isEmpty() ? "" : ". " + one.advice()))
        .orElse(null);
  }

  /**
   * As JSON.
   *
   * @param generation of the object that this is about
   * @param before the status that the object has; a condition that stays keeps its time
   */
  ObjectNode toJson(long generation, JsonNode before, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ArrayNode conditions = status.putArray("conditions");
    conditions.add(condition("Accepted", refused, "Accepted", "Invalid", generation, before, now));
    conditions.add(
        condition(
            "ResolvedRefs", missing, "ResolvedRefs", "ReferenceNotFound", generation, before, now));
    String notProgrammed =
        refused == null ? nack : "the last good version, if there is one, stays in force";
    conditions.add(
        condition(
            "Programmed",
            notProgrammed,
            "Programmed",
            refused == null ? "RefusedByEnvoy" : "Invalid",
            generation,
            before,
            now));
    ArrayNode messages = status.putArray("validationMessages");
    for (Diagnostic one : diagnostics) {
      ObjectNode message = messages.addObject();
      message.putObject("type").put("code", one.code().id()).put("name", one.code().name());
      message.put("level", one.severity() == Severity.INFO ? "INFO" : one.severity().name());
      message.put("documentationUrl", CODES);
    }
    status.set("observedGeneration", number(generation));
    return status;
  }

  /** As JSON is read: a number that is read as another type would not be equal. */
  private static JsonNode number(long value) {
    return value == (int) value
        ? JsonNodeFactory.instance.numberNode((int) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  private static ObjectNode condition(
      String type,
      @Nullable String trouble,
      String good,
      String bad,
      long generation,
      JsonNode before,
      Instant now) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    String value = trouble == null ? "True" : "False";
    condition.put("type", type);
    condition.put("status", value);
    condition.put("reason", trouble == null ? good : bad);
    condition.put("message", trouble == null ? "" : trouble);
    condition.set("observedGeneration", number(generation));
    String since = now.truncatedTo(ChronoUnit.SECONDS).toString();
    for (JsonNode old : before.path("conditions")) {
      if (old.path("type").asText().equals(type)
          && old.path("status").asText().equals(value)
          && old.hasNonNull("lastTransitionTime")) {
        since = old.path("lastTransitionTime").asText();
      }
    }
    return condition.put("lastTransitionTime", since);
  }
}
