package dev.ostia.controlplane.source.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.FieldPositions;
import java.util.ArrayList;
import java.util.List;

/**
 * One document of a file. Nodes may be shared inside the tree, where an alias stood: nobody may
 * change them.
 *
 * @param root never null, missing or a YAML null
 * @param places of every field that is written out; what an alias or a merge key brings in has the
 *     place of the alias
 * @param duplicateKeys keys that stand twice in one mapping; the first value of each is in the tree
 */
public record Document(JsonNode root, List<Place> places, List<SyntaxProblem> duplicateKeys) {

  /** The positions of all fields. */
  public FieldPositions positions(String file) {
    FieldPositions.Builder builder = FieldPositions.builder(file);
    places.forEach(place -> builder.put(place.path(), place.line(), place.column()));
    return builder.build();
  }

  /**
   * The elements of a list at the top of the document, each as a document of its own with paths
   * that begin there.
   *
   * @param field of the root, a list
   */
  public List<Document> elements(String field) {
    JsonNode list = root.path(field);
    List<Document> elements = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      elements.add(new Document(element, new ArrayList<>(), new ArrayList<>()));
    }
    String prefix = field + "[";
    for (Place place : places) {
      int index = index(place.path(), prefix, elements.size());
      if (index >= 0) {
        String path = relative(place.path(), prefix);
        elements.get(index).places.add(new Place(path, place.line(), place.column()));
      }
    }
    for (SyntaxProblem problem : duplicateKeys) {
      int index = index(problem.path(), prefix, elements.size());
      if (index >= 0) {
        elements.get(index).duplicateKeys.add(problem.at(relative(problem.path(), prefix)));
      }
    }
    return elements;
  }

  /** Which element the path leads into; -1 if none. */
  private static int index(String path, String prefix, int size) {
    int end = path.indexOf(']', prefix.length());
    if (!path.startsWith(prefix) || end < 0) {
      return -1;
    }
    int index = 0;
    for (int i = prefix.length(); i < end; i++) {
      int digit = Character.digit(path.charAt(i), 10);
      if (digit < 0 || index > size) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index < size ? index : -1;
  }

  private static String relative(String path, String prefix) {
    String rest = path.substring(path.indexOf(']', prefix.length()) + 1);
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }
}
