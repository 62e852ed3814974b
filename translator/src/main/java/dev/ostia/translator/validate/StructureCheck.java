package dev.ostia.translator.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.schema.Schemas;
import java.util.List;

/**
 * The strict check of an object's form, before it becomes a Java object: unknown fields, wrong
 * types, values that an enum does not have. What a strict Kubernetes API server would say.
 */
public final class StructureCheck {

  private StructureCheck() {}

  /** Whether this group, version and kind is one that Istio has (read by Ostia or not). */
  public static boolean isIstioKind(String apiVersion, String kind) {
    return Schemas.isIstioKind(apiVersion, kind);
  }

  /**
   * Checks the form of an object. For Istio's kinds that never become a Java object here, because
   * Ostia does not read them, the rules of {@link Rules} are checked as well.
   *
   * @param object the whole object, with apiVersion, kind and metadata
   * @return what is wrong, in document order; empty if nothing
   */
  public static List<Violation> check(String apiVersion, String kind, JsonNode object) {
    Field root = Field.root(object);
    Findings findings = new Findings();
    Schemas.check(apiVersion, kind, root, findings);
    if (findings.none()) {
      Rules.checkUnread(apiVersion, kind, root, findings);
    }
    return findings.all();
  }
}
