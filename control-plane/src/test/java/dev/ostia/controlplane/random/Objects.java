package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The objects of a configuration as they come to be. */
final class Objects {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<ObjectNode> all = new ArrayList<>();

  /** Adds an object with a spec. */
  void add(String apiVersion, String kind, String namespace, String name, ObjectNode spec) {
    raw(apiVersion, kind, namespace, name).set("spec", spec);
  }

  /** Adds an object that has to be filled. */
  ObjectNode raw(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("apiVersion", apiVersion).put("kind", kind);
    object.withObject("metadata").put("name", name).put("namespace", namespace);
    all.add(object);
    return object;
  }

  List<ObjectNode> all() {
    return List.copyOf(all);
  }
}
