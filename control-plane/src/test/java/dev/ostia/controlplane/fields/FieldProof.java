package dev.ostia.controlplane.fields;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.controlplane.cases.CaseFolder;
import dev.ostia.controlplane.fields.Documents.Translated;
import dev.ostia.controlplane.fields.FieldRow.Standing;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** What a case shows of a field. */
final class FieldProof {

  private static final String MESH = "MeshConfig";

  private final Documents documents;
  private final Translated before;

  FieldProof(CaseFolder folder) {
    documents = Documents.of(folder);
    before = documents.translate();
  }

  /** A place of the field: the tree is the object with this index, or the mesh configuration. */
  private record Spot(int object, Place place) {
    JsonNode root(Documents documents) {
      return object < 0 ? documents.mesh() : documents.objects().get(object);
    }
  }

  private List<Spot> spots(String kind, String path) {
    List<Spot> spots = new ArrayList<>();
    if (kind.equals(MESH)) {
      Place.find(documents.mesh(), path).forEach(place -> spots.add(new Spot(-1, place)));
      return spots;
    }
    String full = path.startsWith("metadata.") ? path : "spec." + path;
    for (int i = 0; i < documents.objects().size(); i++) {
      JsonNode object = documents.objects().get(i);
      if (object.path("kind").asText().equals(kind)) {
        for (Place place : Place.find(object, full)) {
          spots.add(new Spot(i, place));
        }
      }
    }
    return spots;
  }

  /** Whether the field stands in the case at all. */
  boolean has(String kind, String path) {
    return !spots(kind, path).isEmpty();
  }

  /** What the case shows: that the field counts, that a diagnostic names it, or nothing. */
  Standing shows(String kind, String path, List<String> words) {
    for (Spot spot : spots(kind, path)) {
      if (counts(spot, words) || (path.endsWith("{}") && changes(spot, Place::rename))) {
        return Standing.HONOURED;
      }
    }
    for (Spot spot : spots(kind, path)) {
      if (isNamed(spot)) {
        return Standing.DIAGNOSTIC;
      }
    }
    return Standing.UNPROVEN;
  }

  private boolean counts(Spot spot, List<String> words) {
    if (changes(spot, Place::remove)) {
      return true;
    }
    JsonNode value = spot.place().in(spot.root(documents));
    for (JsonNode other : OtherValues.of(value, words)) {
      if (changes(spot, (place, root) -> place.set(root, other))) {
        return true;
      }
    }
    return false;
  }

  /** Whether an edit changes what Envoy gets without making anything wrong. */
  private boolean changes(Spot spot, BiConsumer<Place, JsonNode> edit) {
    Documents changed = documents.copy();
    edit.accept(spot.place(), spot.root(changed));
    Translated after = changed.translate();
    return after.objects() == before.objects()
        && faults(before).containsAll(faults(after))
        && after.differsFrom(before);
  }

  /** Errors but those about names, which another name may well cause. */
  private static Set<String> faults(Translated translated) {
    Set<String> faults = new HashSet<>();
    for (Diagnostic diagnostic : translated.result().diagnostics()) {
      if (diagnostic.severity() == Severity.ERROR
          && diagnostic.code() != DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND) {
        faults.add(diagnostic.object() + " " + diagnostic.field() + " " + diagnostic.code());
      }
    }
    return faults;
  }

  private boolean isNamed(Spot spot) {
    String object = spot.root(documents).path("metadata").path("name").asText();
    String kind = spot.root(documents).path("kind").asText();
    return before.result().diagnostics().stream()
        .filter(
            d ->
                spot.object() < 0
                    ? d.object() == null
                    : d.object() != null
                        && d.object().name().equals(object)
                        && Objects.equals(d.object().kind().kindName(), kind))
        .anyMatch(d -> names(d.field(), spot.place().path()));
  }

  /** Whether a diagnostic's field is the field itself or a message that it is in. */
  private static boolean names(String reported, String field) {
    boolean below =
        (field.startsWith(reported + ".") && reported.contains("."))
            || field.startsWith(reported + "[");
    return !reported.isEmpty() && (reported.equals(field) || below);
  }
}
