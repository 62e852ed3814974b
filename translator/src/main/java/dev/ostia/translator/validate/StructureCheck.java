package dev.ostia.translator.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The strict check of an object's form, before it becomes a Java object: unknown fields, wrong
 * types, values that an enum does not have. What a strict Kubernetes API server would say.
 */
public final class StructureCheck {

  private StructureCheck() {}

  /** Whether this group, version and kind is one that Istio has (read by Ostia or not). */
  public static boolean isIstioKind(String apiVersion, String kind) {
    return false;
  }

  /**
   * Checks the form of an object.
   *
   * @param object the whole object, with apiVersion, kind and metadata
   * @return what is wrong, in document order; empty if nothing
   */
  public static List<Violation> check(String apiVersion, String kind, JsonNode object) {
    return List.of();
  }
}
