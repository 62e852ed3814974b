package dev.ostia.translator.validate.schema;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;

/**
 * The form of all kinds that are known: those of Istio and those of Kubernetes that Ostia reads.
 */
public final class Schemas {

  private Schemas() {}

  /** Whether Istio has this kind in this version. */
  public static boolean isIstioKind(String apiVersion, String kind) {
    return IstioSchemas.get().find(apiVersion, kind) != null;
  }

  /**
   * Notes what is wrong with the form of an object. One whose kind is not known is passed over.
   *
   * @param object the whole object
   */
  public static void check(String apiVersion, String kind, Field object, Findings findings) {
    KindType istio = IstioSchemas.get().find(apiVersion, kind);
    MessageType type = istio != null ? istio.object() : KubernetesSchemas.find(apiVersion, kind);
    if (type == null) {
      return;
    }
    new SchemaChecker(findings).check(type, object);
    if (findings.none()) {
      MetadataCheck.check(object, findings);
    }
  }

  /** The versions in which a group has a kind; empty if it has no such kind. */
  public static List<String> versions(String group, String kind) {
    return IstioSchemas.get().versions(group, kind);
  }
}
